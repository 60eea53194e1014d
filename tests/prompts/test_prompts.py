"""Every sentence renders as its golden text, uses what it declares, and is used by the assistant."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError, meta

import prompts
from assistant.wording import say, sentences

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = prompts.manifest()["sentences"]


def modules():
    """The assistant's own modules that say sentences of the manifest, parsed."""
    for path in sorted((ROOT / "assistant").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if re.search(r"from assistant\.wording import .*\bsay\b|def say\(", source):
            yield ast.parse(source)


def calls():
    for tree in modules():
        yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def said():
    """Every `say("name", a=…, **more)`: the name, its keywords, whether there are more."""
    for call in calls():
        is_say = isinstance(call.func, ast.Name) and call.func.id == "say"
        if is_say and isinstance(call.args[0], ast.Constant):
            names = [keyword.arg for keyword in call.keywords]
            yield call.args[0].value, {name for name in names if name}, None in names


def arguments():
    """Every string that is handed to a call, also one of two: `say("a" if x else "b")`."""
    return {
        node.value
        for call in calls()
        for argument in call.args
        for node in ast.walk(argument)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def families():
    """Sentences that are chosen by the end of their name: `say(f"finding_{kind}", …)`."""
    beginnings = [
        call.args[0].values[0].value
        for call in calls()
        if call.args
        and isinstance(call.args[0], ast.JoinedStr)
        and isinstance(call.args[0].values[0], ast.Constant)
    ]
    found = [[name for name in SENTENCES if name.startswith(start)] for start in beginnings]
    return [family for family in found if family]


def test_the_manifest_has_a_version_and_sentences():
    assert re.fullmatch(r"\d{4}\.\d+", prompts.version())
    assert len(SENTENCES) >= 20


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_renders_its_golden_text(name):
    sentence = SENTENCES[name]
    assert say(name, **sentence["example"]) == sentence["golden"]


def used(name):
    """The variables in the text of a sentence."""
    text = SENTENCES[name]["text"]
    environment = Environment(autoescape=True)
    environment.filters.update(dict.fromkeys(filters(text), str))
    return meta.find_undeclared_variables(environment.parse(text))


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_uses_exactly_the_variables_that_it_declares(name):
    sentence = SENTENCES[name]
    declared = set(sentence["variables"])
    together = next((family for family in families() if name in family), [name])
    assert len(sentence["variables"]) == len(declared)
    assert declared == set(sentence["example"])
    assert used(name) <= declared <= set().union(*(used(other) for other in together))


def filters(text):
    return re.findall(r"\|\s*([가-힣a-z_]+)", text)


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_without_one_of_its_variables_is_an_error(name):
    text, example = SENTENCES[name]["text"], SENTENCES[name]["example"]
    for variable in used(name):
        if f"if {variable} " not in text:
            rest = {key: value for key, value in example.items() if key != variable}
            with pytest.raises(UndefinedError):
                say(name, **rest)


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_is_plain_polite_korean(name):
    golden = SENTENCES[name]["golden"]
    assert re.search(r"[가-힣]", golden)
    assert golden == golden.strip()
    assert "  " not in golden
    if not golden.startswith("- ") and not golden.endswith("]"):
        assert golden.endswith(("다.", "오.", "건).", "구.", "년.", "까?"))


def test_particles_follow_the_word_and_not_the_example():
    figure = SENTENCES["figure"]["example"]
    assert "사업비는 " in say("figure", **{**figure, "subject": "사업비"})
    assert "예산은 " in say("figure", **{**figure, "subject": "예산"})
    premise = {"asked": "9명", "actual": "7대"}
    assert say("premise", **premise) == (
        "질문의 9명은 보고서와 다릅니다. 보고서에는 7대로 적혀 있습니다."
    )


def test_korean_text_is_not_escaped_for_html():
    assert "<‘예산’ & 정원>" in say("no_such_item", subject="<‘예산’ & 정원>")


def test_every_sentence_is_used():
    chosen = {name for family in families() for name in family}
    unused = set(SENTENCES) - arguments() - chosen
    assert not unused


def test_every_sentence_that_is_said_exists():
    names = [name for name, _, _ in said()]
    assert len(names) >= 15
    assert set(names) <= set(SENTENCES)


def test_every_sentence_is_said_with_its_variables():
    for name, given, more in said():
        wanted = set(SENTENCES[name]["variables"])
        assert given <= wanted if more else given == wanted, name


def test_an_unknown_sentence_is_an_error():
    with pytest.raises(KeyError):
        sentences().render("없는 문장")
