"""The largest, the smallest or the second of things that stand side by side in a report."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant import draft, missing
from assistant.answer import Row
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds import share
from assistant.kinds.line import same_kind
from assistant.kinds.lineup import Lineup, amount, lineups
from assistant.kinds.wish import Wish, is_time, ranked_question, sides, wish
from assistant.lexicon import Operation
from assistant.matching import Match
from assistant.wording import figure_amount, marks, say
from ingest.cell_kinds import is_total
from ingest.units import family

_PART_OF_ALL = re.compile(r"차지|비중|몇%|몇퍼|몇프로")
_SHOWN = 9  # of the others, so many are told
_ONE_TABLE, _ONE_PROJECT = "한 표", "한 사업"


@dataclass(frozen=True, slots=True)
class _Ranked:
    """The things in order, the one that is asked for, and those of its very amount."""

    lineup: Lineup
    ordered: list[Match]
    best: Match
    alike: list[Match]

    @property
    def others(self) -> list[Match]:
        return [match for match in self.ordered if match is not self.best]


def answer(desk: Desk) -> Draft | None:
    asked = wish(desk.query)
    if asked is None:
        return None
    desk = ranked_question(desk, asked)
    found = lineups(desk, desk.query, asked)
    if not found:
        return missing.nothing_found(desk) if asked.superlative else None
    made = [_answered(one, lineup, asked) for lineup in found for one in sides(desk)]
    drafts = [draft_ for draft_ in made if draft_ is not None]
    if not drafts:
        return missing.nothing_found(desk)
    return replace(
        drafts[0],
        text="\n".join(found.text for found in drafts),
        values=tuple(value for found in drafts for value in found.values),
    )


def _answered(desk: Desk, lineup: Lineup, asked: Wish) -> Draft | None:
    most = (desk.query.operation is Operation.MAXIMUM) != asked.fewer
    ordered = sorted(lineup.rows, key=amount, reverse=True)
    sizes = sorted({amount(match) for match in ordered}, reverse=most)
    if asked.place > len(sizes):
        return None  # there is no fifth of three
    size = sizes[asked.place - 1]
    best, *alike = [match for match in ordered if amount(match) == size]
    told = _told(desk, _Ranked(lineup, ordered, best, alike), asked)
    whole = _whole(desk, best) if _PART_OF_ALL.search(desk.query.squeezed) else None
    return _with_share(desk, told, best, whole) if whole else told


def _told(desk: Desk, ranked: _Ranked, asked: Wish) -> Draft:
    lineup, best = ranked.lineup, ranked.best
    shown = ranked.others[:_SHOWN]
    cited = desk.cite((best, *shown))
    numbers = {m.record.id: n for m, n in zip((best, *shown), cited, strict=True)}
    text = say(
        "ranking", subject=lineup.name(best), amount=_size(best, asked),
        word=_word(desk, best, asked), place=asked.place, marks=marks(cited[:1]),
    )  # fmt: skip
    if ranked.alike:
        names = ", ".join(lineup.name(match) for match in ranked.alike)
        text += " " + say("ranking_tie", others=names)
    if shown:
        told = ", ".join(f"{lineup.name(match)} {_size(match, asked)}" for match in shown)
        text += "\n" + say("compared", others=told, marks=marks(cited[1:]))
    text += "\n" + scope(best, lineup.where, of_times=all(map(is_time, lineup.names)))
    return Draft(
        text=text,
        values=(draft.value(best, desk.query, cited[0]),),
        basis=draft.basis(best),
        assumptions=draft.year_assumption(best, desk.query),
        series=tuple(_row(lineup.name(m), m, numbers.get(m.record.id)) for m in ranked.ordered),
    )


def _row(name: str, match: Match, citation: int | None) -> Row:
    figure = match.known_figure
    row = Row(label=name, value=figure.value, unit=figure.unit)
    return row if citation is None else {**row, "citation": citation}


def _size(match: Match, asked: Wish) -> str:
    figure = match.figure
    if figure is None:
        return ""
    return figure_amount(replace(figure, value=abs(figure.value)) if asked.fewer else figure)


def _word(desk: Desk, best: Match, asked: Wish) -> str:
    least = desk.query.operation is Operation.MINIMUM
    if asked.by_change:
        return ("적게 " if least else "많이 ") + ("늘었습니다" if asked.more else "줄었습니다")
    words = {"percent": ("높습니다", "낮습니다"), "area": ("넓습니다", "좁습니다")}
    kind = family(best.figure.unit) if best.figure else ""
    return words.get(kind, ("많습니다", "적습니다"))[least]


def scope(match: Match, where: str = "table", *, of_times: bool = False) -> str:
    """Within what was compared: one table, or one project, of one report."""
    record = match.record
    place = " ".join(dict.fromkeys(p for p in (record.agency, record.document.department) if p))
    year = match.figure.year if match.figure else None
    when = f"{year}년 " if year and not of_times else ""
    within = _ONE_TABLE if where == "table" else _ONE_PROJECT
    title = record.document.title
    return say("ranking_scope", place=place, title=title, within=within, when=when)


def _whole(desk: Desk, best: Match) -> Match | None:
    """The grand total of the column that the best row stands in."""
    like = best.figure
    assert like is not None  # every row has its figure  # noqa: S101
    for cell in desk.cells(best.record):
        statement = cell.statement
        total = bool(statement.row_path) and all(is_total(label) for label in statement.row_path)
        figure = same_kind(cell, like) if total else None
        if figure is not None and statement.column == best.record.statement.column:
            return Match(cell, figure, 1.0, 1.0) if figure.amount > like.amount else None
    return None


def _with_share(desk: Desk, told: Draft, best: Match, whole: Match) -> Draft:
    part = share.told(desk, best, whole)
    return replace(
        told,
        text=f"{told.text}\n{part.text}",
        values=(*told.values, *part.values),
        calculation=part.calculation,
    )
