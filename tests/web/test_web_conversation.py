from __future__ import annotations

from web_fake_assistant import CLARIFY, FIGURE, FakeAssistant, clarify, figure

from assistant.web.conversation import (
    EVIDENCE,
    STEPS,
    TURNS,
    Conversation,
    answered,
    steps,
    unanswered,
)

FAKE = FakeAssistant()


def test_a_turn_makes_a_new_conversation():
    empty = Conversation()
    one = empty.plus(answered(FAKE, clarify(), CLARIFY, 0))
    assert empty.turns == ()
    assert one.questions == [CLARIFY]
    assert [message["role"] for message in one.messages()] == ["user", "assistant"]


def test_only_the_last_answer_offers_choices():
    one = Conversation().plus(answered(FAKE, clarify(), CLARIFY, 0))
    assert one.messages()[-1]["options"][0]["value"] == FIGURE
    assert "options" not in one.history()[-1]
    two = one.plus(answered(FAKE, figure(), FIGURE, 1))
    assert "options" not in two.messages()[1]
    assert "bogo-follow" not in str(two.messages()[1]["content"])
    assert "bogo-follow" in str(two.messages()[3]["content"])


def test_a_question_without_an_answer_is_no_history():
    talk = Conversation().plus(unanswered("고장", "문제")).plus(answered(FAKE, figure(), FIGURE, 1))
    assert talk.questions == [FIGURE]


def test_old_turns_are_forgotten_and_numbers_go_on():
    talk = Conversation()
    for n in range(TURNS + 5):
        talk = talk.plus(answered(FAKE, figure(f"질문 {n}"), f"질문 {n}", talk.count))
    assert len(talk.turns) == TURNS
    assert talk.questions[-1] == f"질문 {TURNS + 4}"
    panel = talk.panel([])
    assert f'id="bogo-{TURNS + 4}-1"' in panel
    assert panel.count("<details") == EVIDENCE - 1


def test_steps_grow_to_less_than_the_whole():
    whole = "가  나\n다 " * 40
    grown = list(steps(whole))
    assert 1 < len(grown) <= STEPS
    assert all(whole.startswith(step) for step in grown)
    assert list(steps("하나")) == []
    assert list(steps("")) == []
