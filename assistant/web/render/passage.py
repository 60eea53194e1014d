"""A found passage as a card: where it stands, its text with the words found, what it scored."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from assistant.finding import Found
from assistant.finding.marking import pieces
from assistant.finding.telling import DENSE, LEXICAL, score, signal_name
from assistant.web.render.library import SAMPLE
from assistant.web.render.links import passage_address
from assistant.web.render.markup import join, tag
from index.types import SAMPLES

CITED = "답이 인용함"
ONLY_CITED = "검색은 찾지 못했고, 답이 인용하여 나왔습니다."
NOT_FOUND = "찾지 못함"


def largest(found: Sequence[Found]) -> float:
    """The size of the largest signal, which all bars are measured against."""
    return max((abs(value) for one in found for value in one.hit.signals.values()), default=0.0)


def card(rank: int, found: Found, scale: float) -> Markup:
    name = f"p{rank}"
    heading = tag(
        "h2",
        tag("span", f"{rank}위", class_="bogo-rank"),
        " ",
        tag("a", _titles(found), href=passage_address(found)),
        _marks(found),
        id=name,
    )
    text = tag("div", _text(found), class_="bogo-passage")
    reasons = tag("div", _signals(found, scale), _legs(found), class_="bogo-reasons")
    inside = tag("article", heading, _where(found), text, reasons, aria_labelledby=name)
    return tag("li", inside, class_="bogo-card")


def _titles(found: Found) -> Markup:
    titles = (found.document.title or found.document.name, *found.sections)
    return join((tag("bdi", title) for title in titles), " › ")


def _marks(found: Found) -> Markup:
    sample = found.document.collection == SAMPLES
    numbers = "".join(f"[{n}]" for n in found.citations)
    return join(
        (
            tag("span", SAMPLE, class_="bogo-sample") if sample else "",
            tag("span", f"{CITED} {numbers}", class_="bogo-cited") if found.cited else "",
        )
    )


def _where(found: Found) -> Markup:
    document = found.document
    lines = ""
    if found.lines is not None:
        first, last = found.lines
        lines = f"원문 {first}행" if first == last else f"원문 {first}~{last}행"
    facts = (
        document.agency,
        found.passage.department or document.department,
        f"{document.year}년" if document.year else "",
        found.page,
        lines,
    )
    parts = [tag("bdi", document.name), *(fact for fact in facts if fact)]
    return tag("p", join(parts, " · "), class_="bogo-where")


def _text(found: Found) -> Markup:
    marked = pieces(found.passage.text, found.hit.matched)
    return join(tag("mark", part) if held else part for part, held in marked)


def _signals(found: Found, scale: float) -> Markup:
    hit = found.hit
    if not hit.signals:
        return tag("p", ONLY_CITED)
    heads = [tag("th", name, scope="col") for name in ("신호", "값")]
    heads.append(tag("th", tag("span", "크기", class_="bogo-spoken"), scope="col"))
    rows = [
        tag(
            "tr",
            tag("th", signal_name(name), scope="row"),
            tag("td", score(value), class_="bogo-number"),
            tag("td", _bar(value, scale), class_="bogo-size"),
        )
        for name, value in hit.signals.items()
    ]
    return tag(
        "table",
        tag("caption", f"점수 {score(hit.score)}의 신호"),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
        class_="bogo-signals",
    )


def _bar(value: float, scale: float) -> Markup:
    """Drawn, since no strict policy leaves a style attribute alone; the number stands beside it."""
    width = round(100 * abs(value) / scale, 1) if scale else 0.0
    drawn = tag("rect", width=str(width), height="10", class_="bogo-minus" if value < 0 else None)
    return tag("svg", drawn, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true")


def _legs(found: Found) -> Markup:
    hit = found.hit
    facts = (
        (LEXICAL, _leg(hit.lexical, found.lexical_rank, "BM25")),
        (DENSE, _leg(hit.dense, found.dense_rank, "코사인")),
        ("맞은 낱말", join((tag("mark", term) for term in hit.matched), " ") or "없음"),
    )
    pairs = [tag("div", tag("dt", name), tag("dd", fact)) for name, fact in facts]
    return tag("dl", *pairs, class_="bogo-legs")


def _leg(value: float | None, rank: int | None, measure: str) -> str:
    return NOT_FOUND if value is None else f"{rank}위 · {measure} {score(value)}"
