"""An answer as a chat message: status, text, basis, calculation, checks and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Collection

from markupsafe import Markup

from assistant.answer import Answer, Calculation, Choice, Citation, Value
from assistant.web.render.links import proof_link
from assistant.web.render.markup import join, tag, text
from assistant.web.render.series import series
from assistant.web.render.words import FOLLOW, STATUS, amount, origin, where

_MARK = re.compile(r"\[(\d{1,3})\]")
_NOTHING = Markup("")


def message(answer: Answer, turn: int) -> str:
    """The whole message.  `turn` (from 0) makes the marks link to this answer's evidence."""
    return tag(
        "div",
        tag("p", STATUS[answer.status], class_=f"bogo-status bogo-is-{answer.status}"),
        tag("div", _prose(answer, turn), class_="bogo-text"),
        _basis(answer),
        _calculation(answer.calculation or _computed(answer.values), answer, turn),
        series(answer.series, {c.n: _reference(c.n, turn) for c in answer.citations}),
        _remarks("전제", answer.assumptions, "bogo-assumptions"),
        _checks(answer, turn),
        _sources(answer.citations, turn),
        _origin(answer),
        class_="bogo-message",
    )


def _origin(answer: Answer) -> Markup:
    """Who worded the answer, and the way to what it rests on."""
    if not (answer.values or answer.citations):
        return _NOTHING
    return tag(
        "div",
        tag("p", origin(answer)),
        proof_link(answer.question, answer.history),
        class_="bogo-origin",
    )


def partial(shown: str) -> str:
    """The answer while it is being written out."""
    written = tag("div", text(shown), tag("span", "", class_="bogo-caret"), class_="bogo-text")
    return tag("div", written, class_="bogo-message bogo-writing")


def options(answer: Answer) -> list[tuple[str, str]]:
    """What the visitor may choose next, as (label, question): readings, near figures, ideas."""
    labels: dict[str, str] = {}  # by question, so that none is offered twice
    for choice in (*answer.choices, *answer.nearest):
        labels.setdefault(choice.question, _label(choice))
    for suggestion in answer.suggestions:
        labels.setdefault(suggestion, suggestion)
    return [(label, question) for question, label in labels.items()]


def anchor(turn: int, n: int) -> str:
    """The id of a citation's card in the evidence panel."""
    return f"bogo-{turn}-{n}"


def _label(choice: Choice) -> str:
    if choice.value is None:
        return choice.label
    figure = f"{amount(choice.value)}{choice.unit or ''}"
    return choice.label if figure in choice.label else f"{choice.label} · {figure}"


def follow(answer: Answer) -> str:
    """The heading over the buttons that the chat window puts under the last message."""
    return tag("p", FOLLOW[answer.status], class_="bogo-follow") if options(answer) else ""


def _prose(answer: Answer, turn: int) -> Markup:
    """The text with its figures emphasised and its marks linked; every character is kept."""
    known = {citation.n for citation in answer.citations}
    printed = {f"{amount(value.value)}{value.unit}" for value in answer.values}
    pieces = _split(answer.answer, printed)
    return join(
        tag("strong", piece, class_="bogo-amount")
        if piece in printed
        else _marked(piece, known, turn)
        for piece in pieces
    )


def _split(whole: str, printed: Collection[str]) -> list[str]:
    if not printed:
        return [whole]
    longest_first = sorted(map(re.escape, printed), key=len, reverse=True)
    # A figure inside a longer one (2,000원 in 12,000원) is not that figure.
    return re.split(rf"(?<![\d,.])({'|'.join(longest_first)})", whole)


def _marked(piece: str, known: Collection[int], turn: int) -> Markup:
    parts: list[str | Markup] = []
    end = 0
    for found in _MARK.finditer(piece):
        if int(found[1]) not in known:
            continue
        parts += [piece[end : found.start()], _reference(int(found[1]), turn)]
        end = found.end()
    return join([*parts, piece[end:]])


def _reference(n: int, turn: int) -> Markup:
    return tag("a", f"[{n}]", class_="bogo-ref", href=f"#{anchor(turn, n)}")


def _references(numbers: Collection[int], turn: int) -> Markup:
    return join((_reference(n, turn) for n in numbers), " ")


def _basis(answer: Answer) -> Markup:
    basis = answer.basis
    named = (
        ("연도", f"{basis.year}년" if basis.year else ""),
        ("기간", basis.period),
        ("단계", basis.stage),
        ("기준일", basis.basis_date),
        ("단위", basis.unit),
    )
    items = [tag("div", tag("dt", name), tag("dd", said)) for name, said in named if said]
    return tag("dl", *items, class_="bogo-basis") if items else _NOTHING


def _computed(values: tuple[Value, ...]) -> Calculation | None:
    return next((value.calculation for value in values if value.calculation), None)


def _calculation(calculation: Calculation | None, answer: Answer, turn: int) -> Markup:
    if calculation is None:
        return _NOTHING
    known = {citation.n for citation in answer.citations}
    operands = [
        tag(
            "tr",
            tag("th", operand.label, scope="row"),
            tag("td", f"{amount(operand.value)}{operand.unit}"),
            tag("td", _reference(operand.citation, turn) if operand.citation in known else ""),
        )
        for operand in calculation.operands
    ]
    result = f"{amount(calculation.result)}{calculation.unit}"
    rounding = f" ({calculation.rounding})" if calculation.rounding else ""
    return tag(
        "div",
        tag("p", "계산", class_="bogo-caption"),
        tag("table", tag("tbody", *operands)) if operands else "",
        tag("p", calculation.formula, class_="bogo-formula"),
        tag("p", "결과 ", tag("strong", result), rounding, class_="bogo-result"),
        class_="bogo-calculation",
    )


def _remarks(heading: str, remarks: tuple[str, ...], class_: str) -> Markup:
    if not remarks:
        return _NOTHING
    return tag(
        "div",
        tag("p", heading, class_="bogo-caption"),
        tag("ul", *(tag("li", remark) for remark in remarks)),
        class_=class_,
    )


def _checks(answer: Answer, turn: int) -> Markup:
    if not answer.checks:
        return _NOTHING
    known = {citation.n for citation in answer.citations}
    items = []
    for check in answer.checks:
        cited = [n for n in check.citations if n in known]
        items.append(tag("li", check.message, " " if cited else "", _references(cited, turn)))
    return tag(
        "div", tag("p", "확인할 점", class_="bogo-caption"), tag("ul", *items), class_="bogo-checks"
    )


def _sources(citations: tuple[Citation, ...], turn: int) -> Markup:
    if not citations:
        return _NOTHING
    return tag(
        "div",
        tag("p", "근거", class_="bogo-caption"),
        tag("ul", *(_source(citation, turn) for citation in citations)),
        class_="bogo-sources",
    )


def _source(citation: Citation, turn: int) -> Markup:
    place = " · ".join(part for part in (citation.section, where(citation)) if part)
    return tag(
        "li",
        _reference(citation.n, turn),
        " ",
        tag("bdi", citation.title or citation.document),
        tag("span", f" · {place}", class_="bogo-place") if place else "",
        tag("span", "예시 문서", class_="bogo-sample") if citation.sample else "",
    )
