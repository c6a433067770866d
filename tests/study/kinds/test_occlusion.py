from __future__ import annotations

from desktop.study.kinds.occlusion import Occlusion, is_shape

SHAPE = "image-occlusion:rect:left=.1:top=.1:width=.1:height=.1"


def ordinals(**fields: str) -> tuple[int, ...]:
    return Occlusion().ordinals(Occlusion.note_type, fields)


def test_there_is_one_card_for_every_number_of_a_shape() -> None:
    assert ordinals(Occlusion=f"{{{{c1::{SHAPE}}}}}<br>{{{{c3::{SHAPE}}}}}<br>{{{{c3::{SHAPE}}}}}") == (0, 2)
    assert ordinals(Occlusion=f"{{{{c2,4::{SHAPE}}}}}") == (1, 3)
    assert ordinals(Occlusion="") == ()


def test_number_zero_and_gaps_in_texts_make_no_card() -> None:
    assert ordinals(Occlusion=f"{{{{c0::{SHAPE}}}}} {{{{c2::image}}}}", Header="{{c1::Heart}}") == ()


def test_the_field_may_have_another_name() -> None:
    assert ordinals(Verdeckung=f"{{{{c2::{SHAPE}}}}}") == (1,)


def test_its_fields_are_those_of_anki() -> None:
    assert Occlusion.note_type.fields == ("Occlusion", "Image", "Header", "Back Extra", "Comments")


def test_a_shape_is_known_by_its_beginning() -> None:
    assert is_shape(SHAPE)
    assert is_shape(f" <b>&nbsp;{SHAPE}")
    assert not is_shape(f"not {SHAPE}")
    assert not is_shape("")


def test_some_area_must_be_hidden() -> None:
    found = Occlusion().fault(Occlusion.note_type, {"Occlusion": "{{c1::word}}", "Image": "<img>"})
    assert found == ("Occlusion", "The image has no hidden area.")
