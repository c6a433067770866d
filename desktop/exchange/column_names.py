"""What people call the columns of a table of cards, in several languages."""

from __future__ import annotations

import unicodedata

FRONT, BACK, EXTRA, TAGS, DECK, ID, LEFT_OUT = "front", "back", "extra", "tags", "deck", "id", ""
OPTIONS, ACCEPT = "options", "accept"

_NAMES = {
    FRONT: """
        front, front side, frontside, side 1, side a, question, q, term, word, prompt, expression, phrase,
        vocabulary, vocab, cue, text
        vorderseite, frage, begriff, wort, ausdruck, vokabel
        recto, question, terme, mot, avant
        anverso, frente, pregunta, término, palabra, pergunta, termo, palavra
        fronte, domanda, termine, parola
        voorkant, vraag, woord, begrip
        przód, pytanie, pojęcie, słowo, líc, otázka, pojem, slovo
        framsida, fråga, ord, forside, spørgsmål, spørsmål, kysymys, sana, kérdés, szó, întrebare
        вопрос, лицевая сторона, термин, слово, питання, ερώτηση, λέξη
        ön yüz, soru, kelime, שאלה, سؤال, السؤال
        表, 表面, 問題, 質問, 用語, 単語, 正面, 问题, 術語, 术语, 單詞, 单词, 앞면, 앞, 질문, 문제, 용어, 단어
    """,
    BACK: """
        back, back side, backside, flip side, flipside, side 2, side b, answer, a, ans, definition, meaning,
        translation, description, response, reply
        rückseite, antwort, bedeutung, übersetzung, lösung, erklärung
        verso, réponse, définition, signification, traduction, arrière
        reverso, respuesta, definición, significado, traducción, dorso, resposta, definição, tradução
        retro, risposta, definizione, significato, traduzione
        achterkant, antwoord, betekenis, vertaling, definitie
        tył, odpowiedź, definicja, znaczenie, tłumaczenie, rub, odpověď, význam, překlad, odpoveď
        baksida, svar, betydelse, översättning, bagside, bakside, vastaus, käännös, válasz, jelentés, răspuns
        ответ, обратная сторона, определение, перевод, значение, відповідь, απάντηση, μετάφραση
        arka yüz, cevap, yanıt, anlam, תשובה, جواب, الجواب, إجابة
        裏, 裏面, 答え, 解答, 回答, 意味, 定義, 背面, 反面, 答案, 定义, 释义
        뒷면, 뒤, 답, 정답, 뜻, 정의
    """,
    EXTRA: """
        extra, back extra, note, notes, comment, comments, hint, example, examples, explanation, remark, more
        zusatz, notiz, bemerkung, kommentar, beispiel
        remarque, commentaire, exemple, comentario, ejemplo, nota, esempio, commento, comentário, exemplo
        opmerking, voorbeeld, uwagi, przykład, пример, примечание, 備考, 例文, 例句, 备注, 예문
    """,
    TAGS: """
        tags, tag, category, categories, label, labels, keywords
        schlagwort, schlagwörter, stichwort, stichwörter, kategorie
        étiquette, étiquettes, catégorie, etiqueta, etiquetas, categoría, categoria, etichette, tagi, štítky
        тег, теги, метки, タグ, 标签, 標籤, 태그
    """,
    DECK: """
        deck, decks, stapel, kartenstapel, paquet, mazo, baralho, mazzo, talia, balíček, колода, deste
        デッキ, 牌组, 牌組, 덱
    """,
    ID: "id, guid, uid, uuid, note id, noteid, key",
    OPTIONS: "options",
    ACCEPT: "accept",
}
_ROLES = {
    name.strip(): role
    for role, names in _NAMES.items()
    for line in names.strip().splitlines()
    for name in line.split(",")
    if name.strip()
}
LANGUAGES = """
    english, german, french, spanish, italian, portuguese, dutch, polish, czech, russian, ukrainian, turkish,
    swedish, danish, norwegian, finnish, greek, hungarian, romanian, latin, hebrew, arabic, chinese, japanese,
    korean, englisch, deutsch, französisch, spanisch, italienisch, portugiesisch, latein, russisch, anglais,
    allemand, français, espagnol, italien, inglés, alemán, francés, español, italiano, inglese, tedesco,
    francese, spagnolo, engels, duits, nederlands, frans, spaans, svenska, engelska, dansk, engelsk, norsk,
    angielski, polski, niemiecki, английский, русский, немецкий, 英語, 日本語, 中文, 英文, 영어, 한국어
"""
_LANGUAGES = frozenset(name.strip() for name in LANGUAGES.split(","))


def role_of(name: str) -> str | None:
    """Return what a column of this name is; None = the name says nothing."""
    return _ROLES.get(_plain(name))


def is_language(name: str) -> bool:
    """Return whether a column has the name of a language."""
    return _plain(name) in _LANGUAGES


def _plain(name: str) -> str:
    words = unicodedata.normalize("NFC", name).casefold().replace("_", " ").split()
    return " ".join(words).strip(" :.?#*\"'")
