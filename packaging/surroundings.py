"""The surroundings in which Repertoire must start, or say in one plain sentence why it cannot.

Each is a function from a Place to what came of it; `SURROUNDINGS` names them all.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ODD_HOME = """Jürgen "Ž" O'Hara 例 100%"""
WAIT = 90
SCREEN = "1024x600x24"


class Skipped(Exception):
    """This computer has not what it takes to try it."""


class Wrong(Exception):
    """The app did what it must not do."""


@dataclass
class Outcome:
    """What came of a start: it opened its window, or said why not."""

    starts: bool
    said: str


@dataclass
class Place:
    """A program, a folder for what it writes, and a screen.

    Attributes:
        program: the command line that starts it.
        folder: may be filled; goes afterwards.
        display: of a screen of 1024×600; empty = Qt draws without one.
    """

    program: Sequence[str]
    folder: Path
    display: str = ""
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """The home of whoever starts the app."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        return home

    @property
    def data(self) -> Path:
        """Where the app keeps its cards, unless told otherwise."""
        return self.home / ".local/share/repertoire"

    def environment(self, **changes: str | None) -> dict[str, str]:
        """Return a bare environment with some changes; None takes a variable out."""
        made: dict[str, str | None] = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            **self.kept,
        }
        made |= {"DISPLAY": self.display} if self.display else {"QT_QPA_PLATFORM": "offscreen"}
        return {name: value for name, value in (made | changes).items() if value is not None}

    def run(
        self,
        *words: str,
        env: dict[str, str | None] | None = None,
        within: Sequence[str] = (),
        code: Sequence[int] = (0, 1),
    ) -> subprocess.CompletedProcess[str]:
        """Run the program; `within` is a command that runs another.

        Raises:
            Wrong: it crashed, hung, left with another code, or refused without a sentence.
        """
        command = [*within, *self.program, *words]
        surrounding = self.environment(**(env or {}))
        try:
            done = subprocess.run(
                command, env=surrounding, capture_output=True, text=True, errors="replace", timeout=WAIT
            )
        except subprocess.TimeoutExpired as error:
            raise Wrong(f"it was still running after {WAIT} s") from error
        said = done.stderr.strip()
        if "Traceback (most recent call last)" in said:
            raise Wrong("a traceback: " + said.splitlines()[-1])
        if done.returncode not in code:
            raise Wrong(f"exit code {done.returncode}: {said[-300:]}")
        return done

    def start(
        self,
        *words: str,
        env: dict[str, str | None] | None = None,
        within: Sequence[str] = (),
        may_be_silent: bool = False,
        checked: bool = True,
    ) -> Outcome:
        """Open the window and let it close itself; afterwards the cards must be sound."""
        done = self.run(*words, "--try", env=env, within=within)
        said = " ".join(done.stderr.split())
        starts = done.returncode == 0
        if starts and checked:
            self.run("check", *words, env=env, within=within, code=(0,))
        if not (starts or said or may_be_silent):
            raise Wrong("it refused without a word")
        return Outcome(starts, said)


def sh(script: str, *arguments: object) -> list[str]:
    """Return the command line of a shell that does something, then runs the command that follows."""
    return ["sh", "-c", script + '\nexec "$@"', "sh", *map(str, arguments)]


def namespace(script: str) -> list[str]:
    """Return the command line that does something with mounts which only the command that follows sees."""
    if os.geteuid() != 0 or not shutil.which("unshare"):
        raise Skipped("needs root and unshare")
    return ["unshare", "-m", *sh("set -e\n" + script)]


def hidden(*names: str) -> list[str]:
    """Return the command line that runs another without some libraries of the system."""
    found = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True).stdout.split()
    files = {Path(each) for each in found if each.startswith("/") and Path(each).name.startswith(names)}
    files |= {file.resolve() for file in files}
    folders = {file.parent.resolve() for file in files}
    if not files:
        raise Skipped(f"there is no {' or '.join(names)} to hide")
    steps = []
    for number, folder in enumerate(sorted(folders)):
        hold = f"/run/start-anywhere/{number}"
        out = " ".join(shlex.quote(f"{hold}/farm/{file.name}") for file in files)
        steps.append(
            f"mkdir -p {hold}/all {hold}/farm; mount --bind {folder} {hold}/all;"
            f" cp -rs {hold}/all/. {hold}/farm; rm -f {out}; mount --bind {hold}/farm {folder}"
        )
    return namespace(
        "mkdir -p /run/start-anywhere; mount -t tmpfs none /run/start-anywhere\n" + "\n".join(steps)
    )


# ---------------------------------------------------------------------- homes and languages


def plain(place: Place) -> Outcome:
    """Nothing is odd."""
    return place.start()


def odd_home(place: Place) -> Outcome:
    """A home with spaces, quotation marks and letters of other scripts."""
    home = place.folder / ODD_HOME
    home.mkdir()
    return place.start(env={"HOME": str(home)})


def odd_home_in(locale: str, **more: str) -> Callable[[Place], Outcome]:
    """The same in another locale."""

    def start(place: Place) -> Outcome:
        home = place.folder / ODD_HOME
        home.mkdir()
        env = {"HOME": str(home), "LANG": locale, "LC_ALL": locale, **more}
        if locale not in ("C", "xx_YY"):
            env["LOCPATH"] = str(built_locale(place, locale))
        return place.start(env=dict(env))

    return start


def built_locale(place: Place, locale: str) -> Path:
    """Return a folder that holds a locale, which few computers have."""
    folder = place.folder / "locales"
    folder.mkdir()
    language, _, charset = locale.partition(".")
    if not shutil.which("localedef") or not Path("/usr/share/i18n/locales", language).exists():
        raise Skipped("needs localedef and the package locales")
    done = subprocess.run(
        ["localedef", "-i", language, "-f", charset, str(folder / locale)], capture_output=True, text=True
    )
    if not (folder / locale).exists():
        raise Skipped(done.stderr[-80:])
    return folder


def no_home(place: Place) -> Outcome:
    """Nobody says where home is."""
    return place.start("--data", str(place.folder / "cards"), env={"HOME": None})


def lost_home(place: Place) -> Outcome:
    """A home that is not there and cannot be made."""
    return place.start(env={"HOME": "/proc/nowhere"})


def unknown_account(place: Place) -> Outcome:
    """An account that the system has no entry for."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        raise Skipped("needs root and setpriv")
    within = ["setpriv", "--reuid=54321", "--regid=54321", "--clear-groups"]
    tried = subprocess.run(
        [*within, "test", "-x", shutil.which(place.program[0]) or place.program[0]], capture_output=True
    )
    if tried.returncode:
        raise Skipped("that account may not run the program")
    for each in (place.folder, place.home):
        each.chmod(0o777)
    return place.start(within=within)


def deleted_folder(place: Place) -> Outcome:
    """The folder one is in was deleted."""
    return place.start(within=sh('mkdir "$1"; cd "$1"; rmdir "$1"; shift', place.folder / "gone"))


# ---------------------------------------------------------------------- streams, buses, networks


def closed(redirections: str) -> Callable[[Place], Outcome]:
    """Standard streams that are closed."""

    def start(place: Place) -> Outcome:
        return place.start(
            within=["sh", "-c", f'exec "$@" {redirections}', "sh"],
            may_be_silent="2>" in redirections,
            checked="full" not in redirections,  # a result that cannot be written is an error
        )

    return start


def with_variables(**variables: str | None) -> Callable[[Place], Outcome]:
    """Variables that lead nowhere."""
    return lambda place: place.start(env=variables)


def nothing_started(place: Place) -> Outcome:
    """No session bus, which Qt would like to start: the app starts no other program."""
    if not shutil.which("strace"):
        raise Skipped("needs strace")
    trace = place.folder / "trace"
    outcome = place.start(
        within=["strace", "-f", "-qq", "-e", "trace=execve", "-o", str(trace)], checked=False
    )
    runs = [line for line in trace.read_text(errors="replace").splitlines() if line.endswith(" = 0")]
    programs = {line.split('"')[1] for line in runs if '"' in line}
    if len(programs) > 1:
        raise Wrong(f"it runs {', '.join(sorted(programs))}")
    return outcome


def no_network(place: Place) -> Outcome:
    """Not even a loopback interface that is up."""
    if os.geteuid() != 0 or not shutil.which("unshare"):
        raise Skipped("needs root and unshare")
    return place.start(within=["unshare", "-n"])


# ---------------------------------------------------------------------- disks


def small_disk(size: str) -> Callable[[Place], Outcome]:
    """A disk with hardly any room."""

    def start(place: Place) -> Outcome:
        return place.start(
            within=namespace(f"mount -t tmpfs -o size={size} none {shlex.quote(str(place.home))}")
        )

    return start


def full_disk(place: Place) -> Outcome:
    """A disk that has filled up since the last start."""
    script = f"cd {shlex.quote(str(place.home))}; dd if=/dev/zero of=fill bs=1k 2>/dev/null || true; cd /"
    home = shlex.quote(str(place.home))
    first = " ".join(map(shlex.quote, [*place.program, "--try"]))
    return place.start(within=namespace(f"mount -t tmpfs -o size=6m none {home}; {first}; {script}"))


def read_only_temporary_folder(place: Place) -> Outcome:
    """No folder for temporary files can be written to."""
    kept = shlex.quote(str(place.folder))
    tmp = shlex.quote(tempfile.gettempdir())
    within = namespace(
        f"mount --bind {kept} {kept}; cd /\n"
        f"for each in {tmp} /tmp /var/tmp; do mount --rbind $each $each; mount -o remount,bind,ro $each; done"
    )
    text = place.folder / "in.csv"
    text.write_text("front,back\n", encoding="utf-8")
    outcome = place.start(within=within)
    place.run("import", str(text), within=within)
    place.run("export", str(place.folder / "out.apkg"), within=within)
    return outcome


def read_only_data(place: Place) -> Outcome:
    """The cards lie where nothing can be written."""
    place.start()
    home = shlex.quote(str(place.home))
    within = namespace(f"mount --bind {home} {home}; mount -o remount,bind,ro {home}")
    place.run("decks", within=within)
    return place.start(within=within)


def read_only_at_first(place: Place) -> Outcome:
    """Nothing can be written from the first start on."""
    home = shlex.quote(str(place.home))
    return place.start(within=namespace(f"mount -t tmpfs none {home}; mount -o remount,ro {home}"))


# ---------------------------------------------------------------------- two at once


def opened(place: Place, *words: str) -> subprocess.Popen[bytes]:
    """Return a window that is open: its daily backup is made after all else."""
    data = Path(words[1]) if words else place.data
    shown = subprocess.Popen(
        [*place.program, *words],
        env=place.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + WAIT
    while not any((data / "backups").glob("*")):
        if shown.poll() is not None or time.monotonic() > until:
            shown.kill()
            raise Wrong("the first window did not open")
        time.sleep(0.05)
    return shown


def end(shown: subprocess.Popen[bytes]) -> None:
    """End a window as the system does at the end of a session."""
    with suppress(ProcessLookupError):
        shown.send_signal(signal.SIGTERM)
    shown.wait(WAIT)


def two_on_one_folder(place: Place) -> Outcome:
    """A second start on the same cards."""
    first = opened(place)
    try:
        second = place.start()
        if second.starts or "already open" not in second.said:
            raise Wrong("the second start did not say that the cards are open")
        place.run("decks", code=(0,))
    finally:
        end(first)
    place.run("check", code=(0,))
    return second


def two_on_two_folders(place: Place) -> Outcome:
    """Two people on one computer."""
    first = opened(place, "--data", str(place.folder / "one"))
    try:
        return place.start("--data", str(place.folder / "two"))
    finally:
        end(first)


# ---------------------------------------------------------------------- libraries and screens


def without(*names: str, package: str = "") -> Callable[[Place], Outcome]:
    """Libraries that are missing; where it does not start, the package is named."""

    def start(place: Place) -> Outcome:
        if "xcb" in names[0] and not place.display:
            raise Skipped("needs a screen or Xvfb")
        found = place.start(within=hidden(*names))
        if not found.starts and package not in found.said:
            raise Wrong(f"it does not name {package}: {found.said}")
        return found

    return start


def no_screen(place: Place) -> Outcome:
    """There is no screen at all."""
    return place.start(env={"DISPLAY": None, "QT_QPA_PLATFORM": None})


def small_screen(place: Place) -> Outcome:
    """A screen of 1024×600: the whole window is on it."""
    if not place.display or not shutil.which("xdotool"):
        raise Skipped("needs Xvfb and xdotool")
    shown = opened(place)
    try:
        env = {"DISPLAY": place.display, "PATH": os.environ["PATH"]}
        command = [
            "xdotool",
            "search",
            "--onlyvisible",
            "--name",
            "Repertoire",
            "getwindowgeometry",
            "--shell",
        ]
        said = subprocess.run(command, env=env, capture_output=True, text=True).stdout
        at = dict(line.split("=") for line in said.splitlines() if "=" in line)
        x, y, width, height = (int(at[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))
        if min(x, y) < 0 or x + width > 1024 or y + height > 600:
            raise Wrong(f"the window is {width}×{height} at {x}, {y}")
        return Outcome(True, f"{width}×{height} at {x}, {y}")
    finally:
        end(shown)


def wrong_clock(when: str) -> Callable[[Place], Outcome]:
    """A clock that is wrong by decades."""

    def start(place: Place) -> Outcome:
        if not shutil.which("faketime"):
            raise Skipped("needs faketime")
        within = ["faketime", "-f", f"@{when} 09:00:00"]
        place.start(within=within)
        return place.start()  # and then somebody puts it right

    return start


DEAD = "http://127.0.0.1:9"
SURROUNDINGS: dict[str, tuple[str, Callable[[Place], Outcome]]] = {
    "nothing odd": ("starts", plain),
    "home with spaces, quotes, umlauts, 例": ("starts", odd_home),
    "… in LC_ALL=C": ("starts", odd_home_in("C")),
    "… in LC_ALL=C, UTF-8 mode off": (
        "starts",
        odd_home_in("C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
    ),
    "… in tr_TR": ("starts", odd_home_in("tr_TR.UTF-8")),
    "… in de_DE": ("starts", odd_home_in("de_DE.UTF-8")),
    "… in fa_IR": ("starts", odd_home_in("fa_IR.UTF-8")),
    "… in de_DE, ISO-8859-1": ("starts", odd_home_in("de_DE.ISO-8859-1")),
    "… in a locale that is not there": ("starts", odd_home_in("xx_YY")),
    "no HOME": ("starts", no_home),
    "HOME cannot be made": ("says", lost_home),
    "account without an entry": ("starts", unknown_account),
    "current folder deleted": ("starts", deleted_folder),
    "read-only temporary folders": ("starts", read_only_temporary_folder),
    "no session bus": (
        "starts",
        with_variables(DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere", XDG_RUNTIME_DIR="/nowhere"),
    ),
    "no session bus; is one started?": ("starts", nothing_started),
    "closed stdin": ("starts", closed("<&-")),
    "closed stdout": ("starts", closed(">&-")),
    "closed stderr": ("starts", closed("2>&-")),
    "all three closed": ("starts", closed("<&- >&- 2>&-")),
    "stdout and stderr full": ("starts", closed(">/dev/full 2>/dev/full")),
    "no GL libraries": ("either", without("libGL", "libEGL", "libOpenGL", package="libgl1 libegl1")),
    "no network interface": ("starts", no_network),
    "dead proxies": (
        "starts",
        with_variables(http_proxy=DEAD, https_proxy=DEAD, ALL_PROXY=DEAD, HTTP_PROXY=DEAD),
    ),
    "TZ=Nowhere/Nothing": ("starts", with_variables(TZ="Nowhere/Nothing")),
    "TZ=:/etc/passwd": ("starts", with_variables(TZ=":/etc/passwd")),
    "TZ=XYZ99:99": ("starts", with_variables(TZ="XYZ99:99")),
    "6 MB of disk": ("starts", small_disk("6m")),
    "64 kB of disk": ("says", small_disk("64k")),
    "disk full since the last start": ("either", full_disk),
    "read-only data folder": ("says", read_only_data),
    "read-only from the first start on": ("says", read_only_at_first),
    "two windows, one data folder": ("says", two_on_one_folder),
    "two windows, two data folders": ("starts", two_on_two_folders),
    "no libxcb-cursor": ("either", without("libxcb-cursor", package="libxcb-cursor0")),
    "no libxcb-icccm, no libxcb-keysyms": (
        "either",
        without("libxcb-icccm", "libxcb-keysyms", package="libxcb-icccm4 libxcb-keysyms1"),
    ),
    "no libfontconfig": ("either", without("libfontconfig", package="libfontconfig1")),
    "no screen": ("says", no_screen),
    "a screen that is gone": ("says", with_variables(DISPLAY=":4711", QT_QPA_PLATFORM=None)),
    "QT_QPA_PLATFORM=nonsense": ("says", with_variables(QT_QPA_PLATFORM="nonsense")),
    "odd Qt themes and scales": (
        "starts",
        with_variables(QT_QPA_PLATFORMTHEME="gtk3", QT_STYLE_OVERRIDE="kvantum", QT_SCALE_FACTOR="abc"),
    ),
    "screen of 1024×600": ("starts", small_screen),
    "clock in 1970": ("starts", wrong_clock("1970-01-02")),
    "clock in 1990": ("starts", wrong_clock("1990-05-05")),
    "clock in 2090": ("starts", wrong_clock("2090-05-05")),
}
"""By name: what must come of it (`starts`, `says` why not, or `either`), and how it is tried."""

if __name__ == "__main__":
    sys.exit("Run start_anywhere.py.")
