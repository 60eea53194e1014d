"""The papers tell the truth: README, CHANGELOG, Makefile, lock and settings agree with the code."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from click import Group
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from assistant.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")

TARGETS = set(re.findall(r"(?m)^([a-z]+):(?!=)", MAKEFILE))
PINS = [Requirement(line) for line in LOCK.splitlines() if line and not line.startswith("#")]
PINNED = {canonicalize_name(pin.name) for pin in PINS}
FOR_GRAPHICS_CARDS = re.compile(r"nvidia-|cuda-|triton")


def asked_for() -> list[Requirement]:
    """Everything that pyproject.toml asks for: to run, to test, and as an extra."""
    project = PROJECT["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
        *(line for group in PROJECT["dependency-groups"].values() for line in group),
    ]
    return [Requirement(line) for line in lines]


def command_group() -> Group:
    from assistant.cli import bogo

    assert isinstance(bogo, Group)
    return bogo


# --- README and Makefile --------------------------------------------------------------------------


def test_the_readme_is_short_and_says_what_one_must_know() -> None:
    assert len(README.splitlines()) <= 120
    for needed in ("make run", "make test", "LIGHT=1", "bogo settings", "Apache", "3,615,983천원"):
        assert needed in README


def test_the_example_of_the_readme_is_what_bogo_says() -> None:
    example = re.search(r'```text\n\$ bogo ask "(.+)"\n(.+?)\n```', README, re.DOTALL)
    assert example
    runner = CliRunner()
    assert runner.invoke(command_group(), ["samples", "auto"]).exit_code == 0
    answer = runner.invoke(command_group(), ["ask", example[1]])
    assert answer.exit_code == 0, answer.exception
    assert answer.output.strip() == example[2]


def test_every_make_command_of_the_readme_exists() -> None:
    named = set(re.findall(r"\bmake ([a-z]+)", README))
    assert {"run", "test", "check"} <= named
    assert named <= TARGETS


def test_every_bogo_command_of_the_readme_exists() -> None:
    named = set(re.findall(r"\bbogo ([a-z][a-z-]*)", README))
    assert {"ingest", "ask", "settings"} <= named
    assert named <= set(command_group().commands)


def test_every_bogo_command_of_the_makefile_exists() -> None:
    named = set(re.findall(r"\(BIN\)/bogo ([a-z-]+)", MAKEFILE))
    assert "serve" in named
    assert named <= set(command_group().commands)


def test_the_files_that_the_papers_name_exist() -> None:
    papers = [README, *(path.read_text(encoding="utf-8") for path in ROOT.glob("docs/*.md"))]
    named = {name for text in papers for name in re.findall(r"`([\w./-]+\.(?:md|py|lock))`", text)}
    named |= set(re.findall(r"\]\(([\w./-]+)\)", README))
    assert "docs/decisions.md" in named
    missing = [name for name in sorted(named) if not (ROOT / name).exists()]
    assert not missing


def make(*words: str) -> list[str]:
    """What make prints in a shell that exports HOST for itself, and not within another make."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))
    }
    done = subprocess.run(
        ["make", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=clean | {"HOST": "desktop"},
    )
    return done.stdout.splitlines()


def test_make_help_lists_every_target() -> None:
    shown = "\n".join(make("help"))
    assert {"run", "test", "check", "eval", "bench", "lock", "help"} <= TARGETS
    for target in TARGETS:
        assert re.search(rf"(?m)^{target}\s+\S", shown), target


def test_make_run_passes_only_what_was_given() -> None:
    def plan(*words: str) -> str:
        return " ".join(make("--dry-run", "run", *words)[-1].split())

    assert plan() == ".venv/bin/bogo serve"
    assert plan("PORT=8000") == ".venv/bin/bogo serve --port 8000"
    assert plan("HOST=0.0.0.0", "LIGHT=1") == ".venv/bin/bogo serve --host 0.0.0.0"


def test_the_continuous_check_is_a_program() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", str(script)], check=True)
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")


# --- settings -------------------------------------------------------------------------------------


def test_bogo_settings_lists_every_setting_with_its_help() -> None:
    shown = CliRunner().invoke(command_group(), ["settings"], env={"COLUMNS": "400"})
    assert shown.exit_code == 0, shown.output
    assert len(SETTINGS) >= 5
    for setting in SETTINGS:
        assert setting.env in shown.output
        assert setting.help.strip()


# --- versions, licence, lock ----------------------------------------------------------------------


def test_the_changelog_begins_with_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heading = re.search(r"(?m)^## \[([^\]]+)\] - (\S+)$", changelog)
    assert heading
    assert heading[1] == PROJECT["project"]["version"] == metadata.version("bogo")
    assert re.fullmatch(r"미발표|\d{4}-\d{2}-\d{2}", heading[2])


def test_the_licence_is_apache() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert PROJECT["project"]["license"] == "Apache-2.0"


def test_the_lock_holds_names_and_versions_only() -> None:
    assert len(PINS) > len(asked_for())
    for pin in PINS:
        assert pin.url is None
        assert re.fullmatch(r"==[\w.!]+", str(pin.specifier)), pin
    assert not re.search(r"://|--|\\|@|\+", "\n".join(str(pin) for pin in PINS))
    assert not [name for name in PINNED if FOR_GRAPHICS_CARDS.match(name)]


@pytest.mark.parametrize("wanted", asked_for(), ids=lambda wanted: wanted.name)
def test_the_lock_covers_what_is_asked_for(wanted: Requirement) -> None:
    pins = [pin for pin in PINS if canonicalize_name(pin.name) == canonicalize_name(wanted.name)]
    assert pins
    for pin in pins:
        version = str(pin.specifier).removeprefix("==")
        assert wanted.specifier.contains(version, prereleases=True), (str(wanted), version)


def test_the_lock_covers_what_those_need_in_turn() -> None:
    """Followed through the packages that are installed here, as pip would."""
    waiting, seen, missing = asked_for(), set(), set()
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        extras = ("", *sorted(wanted.extras))
        if (name, extras) in seen or FOR_GRAPHICS_CARDS.match(name):
            continue
        seen.add((name, extras))
        if name not in PINNED:
            missing.add(name)
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # an extra that is not installed here
        for need in map(Requirement, needs):
            marker = need.marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(need)
    assert len(seen) > len(asked_for())
    assert not missing


def test_the_paper_on_language_models_names_every_setting_for_them() -> None:
    paper = (ROOT / "docs" / "language-model.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| `(BOGO_\w+)` \|.*\| (\S+) \|$", paper)
    settings = [one for one in SETTINGS if one.name.startswith("llm")]
    assert rows == [(one.env, one.default or "없음") for one in settings]
