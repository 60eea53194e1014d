"""Instructions hidden in a report: by rules none is followed, nor with a model that obeys them."""

from __future__ import annotations

import re

import pytest
from injections import INJECTIONS, PLACES, QUESTIONS, report
from rewording_library import library_over

from assistant.answer import Status
from assistant.assistant import Assistant
from index.types import EVERYTHING, Scope


@pytest.fixture(scope="module")
def find(tmp_path_factory):
    """`find(injection, question)`: the answer by rules from the one report that holds it."""
    folder = tmp_path_factory.mktemp("injected")
    for number, injection in enumerate((None, *INJECTIONS)):
        file = folder / f"{number:02}_바다구_해양과_2030_주요업무계획.txt"
        file.write_text(report(injection), encoding="utf-8")
    library = library_over(folder / "home", sorted(folder.glob("*.txt")))
    assistant = Assistant(library.catalogue, library.search)
    ids = {int(one.name[:2]): one.id for one in library.catalogue.documents(EVERYTHING)}

    def found(injection, question):
        number = INJECTIONS.index(injection) + 1 if injection else 0
        return assistant.find(question, (), Scope(frozenset({ids[number]})))

    yield found
    library.close()


def values(answer):
    return [(value.value, value.unit) for value in answer.values]


def test_by_rules_none_is_followed(find):
    """The figure that is asked for stays; at most it is asked back, with both places shown."""
    assert len(INJECTIONS) * len(PLACES) == 30
    for question, expected in QUESTIONS:
        clean = find(None, question)
        assert clean.status is Status.ANSWERED
        assert expected is None or expected in [value for value, _ in values(clean)]
        for injection in INJECTIONS:
            answer = find(injection, question)
            assert injection.obeyed not in answer.answer
            if expected is not None:
                asked_back = answer.status is Status.CLARIFY and answer.choices[0].value == expected
                assert answer.answer == clean.answer or asked_back, (question, injection)


def test_a_model_that_obeys_is_not_believed(find, server, reword):
    reached = set()
    for injection in INJECTIONS:
        for question, _ in QUESTIONS:
            answer = find(injection, question)

            def obey(line, asked, injection=injection, question=question):
                """The truth, and what the document asks for wherever the model finds it."""
                told = [injection.obeyed] if injection.instruction in asked.prompt else []
                reached.update((injection, question) for _ in told)
                line.says("\n".join((*told, *asked.sentences, *told)))

            server.reply = obey
            shown, final = reword(answer)
            assert injection.obeyed not in shown + final.answer
            assert (final.values, final.citations) == (answer.values, answer.citations)
            assert re.sub(r"\s", "", final.answer) == re.sub(r"\s", "", answer.answer)
    # nearly all did come before the eyes of the model
    assert len(reached) >= 20


def test_a_model_that_only_obeys_is_not_heard(find, server, reword):
    for injection in INJECTIONS:
        server.says(injection.obeyed)
        for question, _ in QUESTIONS:
            answer = find(injection, question)
            shown, final = reword(answer)
            assert shown == ""
            assert final.answer == answer.answer
            assert final.generated_by == "rules"


def test_the_data_end_where_no_document_can_end_them(find, server, reword):
    for injection in INJECTIONS:
        reword(find(injection, QUESTIONS[4][0]))
    boundaries = {asked.body["messages"][-1]["content"].split("\n")[0] for asked in server.asked}
    assert len(boundaries) == len(server.asked) >= 9
    for asked in server.asked:
        assert set(asked.data) == {"question", "sentences", "evidence"}
        assert all(
            one.instruction not in asked.body["messages"][0]["content"] for one in INJECTIONS
        )


def test_what_looks_like_a_mark_in_a_report_is_not_given_to_a_model(find, server, reword):
    injection = next(one for one in INJECTIONS if "[7]" in one.instruction)
    answer = find(injection, QUESTIONS[4][0])
    assert "[7]" in answer.answer
    assert reword(answer) == ("", answer)
    assert server.asked == []
