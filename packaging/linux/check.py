"""Installs what build.sh made into bare Debian systems, uses it there, removes it, and prints what was seen.

`check.py BUNDLE DEB` needs root (chroot), debootstrap, Xvfb and xdotool; it ends with 1 where a step failed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))
import deb  # noqa: E402
from measure import BUILD, starts  # noqa: E402
from roots import CACHE, HOME, Root  # noqa: E402
from window import of_the_network, screen, study_one_card  # noqa: E402

SUITES = {"bookworm": "Debian 12", "trixie": "Debian 13"}
PROGRAM = "/usr/bin/repertoire"
DATA = f"{HOME}/.local/share/repertoire"
PREFIX = f'{HOME}/it\'s a "lab" at 100 %'
PROBE = BUILD / "work" / "repertoire" / "repertoire-probe"
OTHERS = (
    "ziamath",
    "pygal",
    "mathra",
    "css_inline",
    "nh3",
    "python_calamine",
    "xlsxwriter",
    "charset_normalizer",
    "markdown_it",
)
GOOD = 4
MEGABYTE = 1_000_000


class Table:
    """What was checked: a row each, printed as it comes."""

    def __init__(self) -> None:
        self.failed = 0
        print("| what | measured | target | |\n| --- | --- | --- | --- |", flush=True)

    def row(self, what: str, measured: str, target: str = "", met: bool = True) -> None:
        """Print a row."""
        self.failed += not met
        print(f"| {what} | {measured} | {target} | {'yes' if met else '**no**'} |", flush=True)

    @contextmanager
    def step(self, what: str) -> Iterator[list[str]]:
        """Print a row of what is done inside; it fails with any exception. The list takes words to add."""
        words: list[str] = []
        begin = time.perf_counter()
        try:
            yield words
        except (RuntimeError, AssertionError, OSError, subprocess.SubprocessError) as error:
            self.row(what, f"{type(error).__name__}: {error}".replace("\n", " / "), "", False)
        else:
            self.row(what, ", ".join([*words, f"{time.perf_counter() - begin:.1f} s"]))


def reviews(root: Root, program: str) -> list[dict[str, object]]:
    """Return the answers that the log of a person holds."""
    return list(json.loads(root.run(program, "reviews", "--json", person=True)))


def key_of(card: dict[str, str]) -> str:
    """Return the key that shows the answer of a card: of a choice, the number of the right option."""
    if card["kind"] != "choice":
        return "space"
    right = card["answer"].splitlines()[0]
    return next(line for line in card["question"].splitlines() if line.endswith(f". {right}"))[0]


def study(root: Root, program: str, name: str) -> None:
    """Study one card by keys; the log must hold one more answer, and no socket may be of the network."""
    before = reviews(root, program)
    card = json.loads(root.run(program, "next", "--json", person=True))
    pictures = CACHE / f"{root.folder.stem} {name}"
    inodes = study_one_card(root.command(program, person=True), key_of(card), root.folder, pictures)
    after = reviews(root, program)
    assert after[:-1] == before, "the log does not hold one more answer"
    assert (after[-1]["card"], after[-1]["grade"]) == (card["card"], GOOD), after[-1]
    assert not of_the_network(inodes), "it has a network socket open"
    root.run(program, "check", person=True)


def remains(root: Root) -> list[str]:
    """Return what is called after the app outside of homes and of the log and cache of apt."""
    found = root.run(
        "find", "/", "-xdev", "-iname", "*repertoire*", "-not", "-path", "/home/*", "-not", "-path", "/root/*"
    )
    apart = ("/proc/", "/dev/", "/tmp/", "/var/cache/apt/", "/var/lib/apt/")
    return [line for line in found.splitlines() if not line.startswith(apart)]


def archive(table: Table, root: Root, bundle: Path) -> None:
    """Check install.sh, by an ordinary person in a system without a desktop's libraries, then with them."""
    said = subprocess.CompletedProcess[str]([], 0)
    root.lend(bundle, f"{HOME}/unpacked", person=True)
    sh = ("sh", f"{HOME}/unpacked/install.sh", "--prefix", PREFIX)
    with table.step("install.sh without rights, on a system without libraries of a desktop"):
        said = root.attempt(*sh, person=True)
        assert said.returncode == 0, said.stderr
        assert "libGL.so.1" in said.stderr, said.stderr
    with table.step("the line that it prints, then its window: one card by keys"):
        root.run(*said.stderr.partition("by: ")[2].split(), "-y", "--no-install-recommends")
        assert "Not on this system" not in root.run(*sh, person=True)
        study(root, f"{PREFIX}/bin/repertoire", "archive")
    with table.step("install.sh over itself; --uninstall leaves nothing but the answers"):
        root.run(*sh, person=True)
        root.run("sh", f"{PREFIX}/lib/repertoire/install.sh", "--uninstall", person=True)
        assert not root.path(PREFIX).exists() or not list(root.path(PREFIX).iterdir()), "files are left"
        assert root.path(DATA).exists(), "the data is gone"
    with table.step("--purge removes the answers too"):
        root.run(*sh, person=True)
        root.run("sh", f"{PREFIX}/lib/repertoire/install.sh", "--purge", person=True)
        assert not root.path(DATA).exists(), "the data is there"
    root.run("rm", "-r", f"{HOME}/unpacked")


def package(table: Table, root: Root, old: Path, new: Path) -> None:
    """Check a .deb: install, study, upgrade, purge."""
    probe = "/usr/lib/repertoire/probe"
    install = ("apt-get", "-q", "-y", "--no-install-recommends", "install")
    root.lend(old, "/root/old.deb")
    root.lend(new, "/root/new.deb")
    with table.step("apt-get install, with what it depends on fetched"):
        root.run(*install, "/root/old.deb")
    begin = time.perf_counter()
    with table.step("the same again, nothing to fetch"):
        root.run(*install, "--reinstall", "/root/old.deb")
    took = time.perf_counter() - begin
    table.row("silent install", f"{took:.1f} s", "< 30 s", took < 30)
    with table.step("the command line: version, import, export"):
        root.lend(ROOT / "decks" / "sales-and-marketing.toml", f"{HOME}/own.deck.toml", person=True)
        spare = ("--data", f"{HOME}/spare")
        root.run(PROGRAM, *spare, "import", f"{HOME}/own.deck.toml", person=True)
        for name in ("all.apkg", "all.colpkg", "all.csv", "all.xlsx", "all.md"):
            root.run(PROGRAM, *spare, "export", f"{HOME}/{name}", person=True)
            root.run(PROGRAM, *spare, "import", "--dry-run", f"{HOME}/{name}", person=True)
    with table.step("every module, a formula drawn, a sound decoded") as words:
        root.lend(PROBE, probe)
        tone(root.path("/root/tone.wav"))
        try:
            words.append(root.run(probe, "/root/tone.wav", *modules()).strip() + " frames")
        finally:
            root.run("rm", probe)
    with table.step("a window: one card by keys, no network socket, no other process"):
        study(root, PROGRAM, "package")
    with table.step("upgrade to a higher version; the answer is there, and a second one"):
        root.run(*install, "/root/new.deb")
        assert root.run("dpkg-query", "-W", "-f", "${Version}", "repertoire") == deb.VERSION + "+1"
        assert len(reviews(root, PROGRAM)) == 1, "the answer is gone"
        study(root, PROGRAM, "upgraded")
    with table.step("apt-get purge; nothing of the program is left, the answers are"):
        root.run("apt-get", "-q", "-y", "purge", "repertoire")
        assert not remains(root), remains(root)
        assert root.path(DATA).exists(), "the data is gone"


def tone(file: Path) -> None:
    """Write a second of sound."""
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(44100)
        sound.writeframes(bytes(range(250)) * 353)


def modules() -> list[str]:
    """Return the names of all modules that the bundle has to hold."""
    files = sorted((ROOT / "desktop").rglob("*.py"))
    names = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files
    ]
    return [*names, *OTHERS]


def sizes(table: Table, bundle: Path, package_file: Path) -> None:
    """Measure what it takes on disks, and how long a start takes."""
    installed = sum(file.lstat().st_size for file in bundle.rglob("*") if not file.is_dir()) / MEGABYTE
    packed = package_file.stat().st_size / MEGABYTE
    table.row("installed", f"{installed:.0f} MB", "≤ 200 MB", installed <= 200)
    table.row(".deb", f"{packed:.1f} MB", "≤ 60 MB", packed <= 60)
    for kind, (source, frozen) in starts(bundle).items():
        text = f"{frozen * 1000:.0f} ms, {frozen / source:.2f} × the source run ({source * 1000:.0f} ms)"
        table.row(f"start to Home painted, {kind}", text, "≤ 1.3 ×", frozen <= 1.3 * source)


def texts(table: Table, bundle: Path, package_file: Path) -> None:
    """Ask the judges of packages, menus and software centres, where they are installed."""
    share = bundle / "share"
    judges = (
        ("lintian", "--fail-on", "error,warning", "--allow-root", str(package_file)),
        ("desktop-file-validate", str(share / "applications" / "repertoire.desktop")),
        ("appstreamcli", "validate", "--no-net", str(share / "metainfo" / "repertoire.metainfo.xml")),
    )
    for judge in judges:
        if not shutil.which(judge[0]):
            table.row(judge[0], "not installed here", "", False)
            continue
        done = subprocess.run(judge, capture_output=True, text=True, check=False)
        table.row(
            judge[0],
            "accepts it" if not done.returncode else done.stdout.replace("\n", " / "),
            "",
            not done.returncode,
        )


def main(bundle: Path, package_file: Path) -> int:
    """Check everything; return the exit code."""
    table = Table()
    sizes(table, bundle, package_file)
    texts(table, bundle, package_file)
    depends = (BUILD / "depends").read_text().strip()
    higher = deb.pack(bundle, BUILD, deb.VERSION + "+1", depends, "none")
    checks: tuple[Callable[[Root], None], ...] = (
        lambda root: archive(table, root, bundle),
        lambda root: package(table, root, package_file, higher),
    )
    with screen():
        for suite, name in SUITES.items():
            for check in checks:
                table.row(f"**{name}, bare**", "")
                check(Root(suite))
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
