"""The workflows: they call scripts that are there, have few rights, and end."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.packaging.scripts import ROOT

FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
CALLS = re.compile(r"(?:sh|bash|python3?) (?:--?\S+ )*((?:\w+/)+[\w.-]+\.(?:sh|py))")


@pytest.fixture(params=FILES, ids=lambda each: each.name)
def text(request: pytest.FixtureRequest) -> str:
    return request.param.read_text(encoding="utf-8")


def jobs(text: str) -> dict[str, str]:
    """What stands below each job's name."""
    _, _, below = text.partition("\njobs:\n")
    parts = re.split(r"^  ([\w-]+):\n", below, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_both_are_there() -> None:
    assert [each.name for each in FILES] == ["release.yml", "test.yml"]


def test_every_script_that_is_called_exists(text: str) -> None:
    called = CALLS.findall(text)
    assert called
    assert [each for each in called if not (ROOT / each).is_file()] == []


def test_every_job_has_an_end_in_time(text: str) -> None:
    assert jobs(text)
    for name, job in jobs(text).items():
        assert re.search(r"^    timeout-minutes: \d+$", job, re.MULTILINE), name


def test_the_right_to_write_is_one_jobs_alone_and_only_for_a_tag(text: str) -> None:
    head, _, _ = text.partition("\njobs:\n")
    assert "\npermissions:\n  contents: read\n" in head
    writers = {name: job for name, job in jobs(text).items() if re.search(r"\b(write|write-all)\b", job)}
    assert list(writers) in ([], ["draft"])
    for job in writers.values():
        assert "    if: github.ref_type == 'tag'\n" in job
        assert re.findall(r"^      (\w[\w-]*: write)\b", job, re.MULTILINE) == ["contents: write"]


def test_only_actions_of_the_platforms_makers_are_used_each_of_a_named_version(text: str) -> None:
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert [each for each in used if not re.fullmatch(r"actions/[\w-]+@v\d+", each)] == []


def test_secrets_reach_the_signing_alone(text: str) -> None:
    holders = {name for name, job in jobs(text).items() if "secrets." in job}
    assert holders <= {"macos"}


def test_the_needs_of_jobs_are_jobs(text: str) -> None:
    for name, job in jobs(text).items():
        for needed in re.findall(r"^    needs: \[?([^\]\n]+)", job, re.MULTILINE):
            assert {each.strip() for each in needed.split(",")} < set(jobs(text)), name


def test_every_python_that_the_project_supports_is_tested_on_every_system() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    every = {"3.11", "3.12", "3.13", "3.14"}
    parts = jobs((ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))
    assert set(re.findall(r'"(3\.\d+)"', parts["others"])) == every
    assert "[windows-latest, macos-latest]" in parts["others"]
    with_its_own = {"3.12"}  # of Ubuntu 24.04
    assert set(re.findall(r'"(3\.\d+)"', parts["linux"])) | with_its_own == every
