"""Understanding a grid: header rows and columns, label paths, inherited labels.

Rules use only the structure of the grid and the kinds of its cells, never names of documents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest import heads, merging, records
from ingest.cell_kinds import is_amount, is_blank, is_total
from ingest.clean import joined, squeezed
from ingest.lines import Piece
from ingest.model import Basis, Span, Table
from ingest.numbers import cell_number, mentions
from ingest.periods import basis_date, years

Grid = tuple[tuple[str, ...], ...]

_DIGITS_ONLY = re.compile(r"(?!(?:19|20)\d\d$)[\d\s]+")
_LABEL = 14  # letters; a longer first cell of a lone row is content, not its label
_YEARS = {"연도", "년도", "회계연도", "연도별", "년도별", "귀속연도"}
_COUNTERS = {"연번", "순번", "번호", "no", "no."}


def understand(piece: Piece, caption: str, basis: Basis) -> Table:
    """A table from its cells: which rows and columns are labels, and the path of each."""
    grid = tuple(tuple(joined(cell) for cell in row) for row in piece.rows)
    header_rows, is_form = heads.header_rows(grid, piece)
    if not piece.spans:
        grid = _rows_realigned(_realigned(grid, header_rows), header_rows)
    merges = any(span.rows > 1 and span.row >= header_rows for span in piece.spans)
    header_columns = _header_columns(grid, header_rows, merges=merges) if not is_form else 0
    header_columns = max(header_columns, piece.row_heads)
    if piece.spans and header_rows:
        header_columns = max(header_columns, _under_corner(grid, piece.spans, header_rows))
        header_columns = _merged_apart(grid, piece.spans, header_rows, header_columns)
    paths = _row_paths(merging.downwards(grid, piece.spans), header_rows, header_columns)
    if piece.indents and header_columns == 1 and header_rows:
        below = records.nested(paths[header_rows:], piece.indents[header_rows:])
        paths = (*paths[:header_rows], *below)
    if basis.basis_date is None:
        basis = replace(basis, basis_date=_dated_header(grid[:header_rows]))
    return Table(
        grid,
        piece.row_places,
        header_rows,
        header_columns,
        paths,
        _column_paths(grid, header_rows, header_columns, piece.spans),
        caption,
        basis,
        piece.spans,
        piece.boxes,
        piece.letters,
    )


def _dated_header(header: Grid) -> str | None:
    """The date in one of the headings, if it is the only one: `집행률(%) (9. 30.기준)`."""
    dates = {date for row in header for cell in row if (date := basis_date(cell))}
    return dates.pop() if len(dates) == 1 else None


def _realigned(grid: Grid, header_rows: int) -> Grid:
    """A header printed one cell left of its data is moved right, where the row sums prove it.

    The last header row ends one column before the data does, and with the labels moved every
    body row's first amount is the sum of the others (as a 합계 column is).
    """
    body = grid[header_rows:]
    if header_rows == 0 or len(grid[0]) < 5 or not body:
        return grid
    header = grid[:header_rows]
    if any(row[-1] for row in header) or not all(is_amount(row[-1]) for row in body):
        return grid
    labels = next((c for c, cell in enumerate(body[0]) if is_amount(cell)), 0)
    if labels < 2 or not any(header_row[labels - 1] for header_row in header):
        return grid
    if not all(_first_is_sum(row[labels:]) for row in body):
        return grid
    moved = tuple((row[0], *[""] * 1, *row[1:-1]) for row in header)
    return moved + body


def _rows_realigned(grid: Grid, header_rows: int) -> Grid:
    """Rows one cell to the right of their total row are moved left, where the sums prove it.

    Their label was torn over one cell more than the total's: `2024년|P|C|434|27|129` under
    `총 합계||786|27|547`.
    """
    body = grid[header_rows:]
    total = next((row for row in body if is_total(row[0]) and not row[-1]), None)
    if total is None:
        return grid
    columns = [c for c, cell in enumerate(total) if is_amount(cell)]
    moved = [
        row
        for row in body
        if row is not total and row[-1] and row[columns[0] - 1 if columns else 0]
    ]
    if len(columns) < 2 or len(moved) < 2 or columns[0] < 2:
        return grid
    if not all(_adds_up(total[c], [row[c + 1] for row in moved]) for c in columns):
        return grid
    first = columns[0]
    return grid[:header_rows] + tuple(
        (*row[: first - 1], row[first - 1] + row[first], *row[first + 1 :], "")
        if any(row is other for other in moved)
        else row
        for row in body
    )


def _adds_up(total: str, parts: list[str]) -> bool:
    number = cell_number(total)
    numbers = [cell_number(part) for part in parts if not is_blank(part)]
    if number is None or any(part is None for part in numbers):
        return False
    return number.value == sum((n.value for n in numbers if n is not None), Decimal(0))


def _first_is_sum(cells: tuple[str, ...]) -> bool:
    numbers = [cell_number(cell) for cell in cells]
    if len(numbers) < 3 or any(number is None for number in numbers):
        return False
    values = [number.value for number in numbers if number is not None]
    return values[0] == sum(values[1:], Decimal(0)) and values[0] != 0


def _header_columns(grid: Grid, header_rows: int, *, merges: bool) -> int:
    body = grid[header_rows:]
    width = len(grid[0])
    if not body or width < 2:
        return min(1, width)
    top = grid[0] if header_rows else ("",) * width
    first = [row[0] for row in body if not is_blank(row[0])]
    counter_first = squeezed(top[0]) in _COUNTERS or records.is_coded(body, top[0])
    dated = squeezed(top[0]) in _YEARS or records.is_time(top[0])
    if first and not (counter_first or dated) and all(is_amount(cell) for cell in first):
        return 0
    if len(body) == 1 and header_rows and len(body[0][0]) > _LABEL:
        return 0
    count = 1
    limit = width - 1
    while count < min(3, limit):
        cells = [row[count] for row in body]
        filled = [cell for cell in cells if not is_blank(cell)]
        told = sum(any(True for _ in mentions(cell)) for cell in filled)
        if not filled or any(is_amount(cell) for cell in filled) or told * 3 > len(filled):
            break
        spanned = not any(row[count] for row in grid[:header_rows])
        grouped = any(not row[count - 1] for row in body[1:]) and len(filled) > len(body) / 2
        split = count == 1 and _letters_apart(body)
        if not (spanned or grouped or split or (counter_first and count == 1)):
            break
        count += 1
    heading = records.names(grid[:header_rows], width)
    return records.label_columns(body, heading, count, merges=merges, numbered=counter_first)


def _merged_apart(grid: Grid, spans: Sequence[Span], header_rows: int, count: int) -> int:
    """More columns of labels where merged ones say the same of rows that the next tell apart."""
    body = merging.downwards(grid, spans)[header_rows:]
    for more in range(count, len(grid[0]) if count else 0):
        labels = [row[:more] for row in body]
        if len(set(labels)) == len(labels):
            return more
        cells = [row[more] for row in body]
        if not all(cell and not is_blank(cell) and not is_amount(cell) for cell in cells):
            break
    return count


def _under_corner(grid: Grid, spans: Sequence[Span], header_rows: int) -> int:
    """The columns of words under a first label that covers several: `과목` over 관, 항 and 목."""
    corner = next((span.columns for span in spans if (span.row, span.column) == (0, 0)), 1)
    if not 1 < corner < len(grid[0]) - 1:
        return 0
    body = [cell for row in grid[header_rows:] for cell in row[:corner]]
    return 0 if any(is_amount(cell) for cell in body) else corner


def _letters_apart(body: Grid) -> bool:
    """Labels torn over two cells for layout: `정|원`, `구|비`."""
    pairs = [(row[0], row[1]) for row in body if row[0] or row[1]]
    return (
        bool(pairs)
        and all(len(a) <= 2 and len(b) <= 2 for a, b in pairs)
        and any(re.fullmatch("[가-힣]", a) and re.fullmatch("[가-힣]", b) for a, b in pairs)
    )


def _belongs_below(labels: list[str], above: list[str], below: Grid) -> bool:
    """Whether a row without group label, after a grand total, starts the group named below it."""
    if len(labels) < 2 or labels[0] or not labels[1] or not below:
        return False
    after_total = is_total("".join(above))
    return after_total and bool(below[0][0]) and not is_total(below[0][0])


def _centred(body: Grid) -> dict[int, str]:
    """Rows above a group's label that is printed in the middle of its rows, with that label.

    `|계|7,622`, `|본관|…`, `본관|보건소|…`: the first group starts with its total.
    """
    labelled = next((index for index, row in enumerate(body) if row[0]), 0)
    if labelled < 2 or not is_total(body[0][1]) or not all(row[1] for row in body[: labelled + 1]):
        return {}
    return dict.fromkeys(range(labelled), body[labelled][0])


def _torn_total(labels: list[str]) -> bool:
    """`합|계` in one row only."""
    return (
        len(labels) > 1 and len(labels[0]) == 1 == len(labels[1]) and is_total("".join(labels[:2]))
    )


def _row_paths(grid: Grid, header_rows: int, header_columns: int) -> tuple[tuple[str, ...], ...]:
    paths: list[tuple[str, ...]] = [() for _ in range(header_rows)]
    above = [""] * header_columns
    apart = header_columns > 1 and _letters_apart(grid[header_rows:])
    body = grid[header_rows:]
    first = grid[0][0] if header_rows else ""
    counter = squeezed(first) in _COUNTERS or records.is_coded(body, first)
    carried = records.carried(body, header_columns)
    centred = _centred(body) if header_columns > 1 else {}
    for index, row in enumerate(body):
        labels = list(row[:header_columns])
        if index in centred:
            labels[0] = centred[index]
        if _belongs_below(labels, above, body[index + 1 : index + 2]):
            labels[0] = body[index + 1][0]
        records.carry(labels, above, carried)
        if apart or _torn_total(labels):
            labels[:2] = ["".join(labels[:2])]
        used = labels[1:] if counter and header_columns > 1 else labels
        paths.append(tuple(label for label in used if label and not is_blank(label)))
    return tuple(paths[:header_rows] + records.under_years(paths[header_rows:]))


def _column_paths(
    grid: Grid, header_rows: int, header_columns: int, spans: Sequence[Span]
) -> tuple[tuple[str, ...], ...]:
    width = len(grid[0])
    paths: list[tuple[str, ...]] = []
    across = [span for span in spans if span.row < header_rows and span.columns > 1]
    if across:  # the format tells which columns a label is over
        filled = [list(row) for row in merging.across(grid[:header_rows], across)]
    else:
        filled = _spread(grid[:header_rows], header_columns)
        if header_rows == 2:
            filled[0] = _regrouped(filled[0], filled[1], header_columns, grid[0])
    for column in range(width):
        if column < header_columns:
            paths.append(())
            continue
        labels: list[str] = []
        for row in filled:
            noise = bool(labels) and _DIGITS_ONLY.fullmatch(row[column]) is not None
            if row[column] and row[column] not in labels[-1:] and not noise:
                labels.append(row[column])
        paths.append(tuple(labels))
    return _of_their_years(paths)


def _of_their_years(paths: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """`2012년 목표 | 구성비 | 2011년 목표 | 구성비`: a label that comes again is of its year."""
    found = list(paths)
    for column in range(1, len(paths)):
        if years(" ".join(paths[column])):
            continue
        beside = paths[column - 1]
        again = [c for c, path in enumerate(paths) if path and path == paths[column]]
        before = [paths[c - 1] for c in again if c]
        dated = [years(path[-1]) for path in before if path]
        told = len(before) == len(again) > 1 and len(dated) == len(again) and all(dated)
        if told and len({year for named in dated for year in named}) == len(again):
            found[column] = (*beside, *paths[column])
    return tuple(found)


def _spread(header: Grid, header_columns: int) -> list[list[str]]:
    """Header rows with each label over the blank places to its right that need one."""
    filled = [list(row) for row in header]
    for level, row in enumerate(filled):
        for column in range(header_columns + 1, len(row)):
            if row[column]:
                continue
            lower = filled[level + 1 :]
            same_group = level == 0 or filled[level - 1][column] == filled[level - 1][column - 1]
            needs = any(below[column] for below in lower) if lower else level == 0
            if needs and same_group:
                row[column] = row[column - 1]
    return filled


def _letters_joined(parts: list[str], count: int) -> list[str]:
    """Labels torn into letters joined to `count` labels of the most even length.

    `승 용 승 합 화 물 특수 차 임시` for five groups: 승용, 승합, 화물, 특수차, 임시.
    """
    if len(parts) < count:
        return []
    mean = sum(map(len, parts)) / count
    best: dict[tuple[int, int], tuple[float, list[str]]] = {(0, 0): (0.0, [])}
    for end in range(1, len(parts) + 1):
        for groups in range(1, min(count, end) + 1):
            ways = [
                (cost + (len(label) - mean) ** 2 + split, [*labels, label])
                for start in range(end)
                if (start, groups - 1) in best
                for cost, labels in [best[start, groups - 1]]
                for label in ["".join(parts[start:end])]
                for split in [sum(len(part) > 1 for part in parts[start + 1 : end]) / 100]
            ]
            if ways:
                best[end, groups] = min(ways)
    return best.get((len(parts), count), (0.0, []))[1]


def _repeats(upper: list[str], lower: list[str], columns: list[int]) -> bool:
    """Whether a printed group holds a label twice: then it is not where it belongs."""
    seen: set[tuple[str, str]] = set()
    for column in columns:
        if (upper[column], lower[column]) in seen:
            return True
        seen.add((upper[column], lower[column]))
    return False


def _regrouped(
    upper: list[str], lower: list[str], start: int, printed_upper: tuple[str, ...]
) -> list[str]:
    """Group labels put where the labels below them start over.

    `4급 … 9급 6급 … 9급 6급 … 9급` under three groups: a group begins where a label comes again.
    Left as printed where the number of such runs is not the number of groups.
    """
    if not any(not upper[c] or upper[c] == upper[c - 1] for c in range(start + 1, len(upper))):
        return upper
    columns = [
        c
        for c in range(start, len(lower))
        if lower[c] and not is_total(upper[c] if printed_upper[c] else "")
    ]
    while columns and is_total(lower[columns[0]]) and squeezed(lower[columns[0]]) != "소계":
        columns = columns[1:]
    runs: list[list[int]] = []
    seen: set[str] = set()
    for column in columns:
        if not runs or lower[column] in seen:
            runs.append([])
            seen = set()
        seen.add(lower[column])
        runs[-1].append(column)
    groups = list(dict.fromkeys(upper[c] for c in columns if upper[c]))
    if len(groups) > len(runs) >= 2:
        printed = [upper[c] for c in columns if re.search("[가-힣]", printed_upper[c])]
        groups = _letters_joined(printed, len(runs))
    if len(runs) < 2 or len(groups) != len(runs) or not _repeats(upper, lower, columns):
        return upper
    moved = list(upper)
    for group, run in zip(groups, runs, strict=True):
        for column in run:
            moved[column] = group
    return moved


def spans_years(paths: tuple[tuple[str, ...], ...], index: int) -> bool:
    """Whether a column (or row) adds up years: a 합계 or 총사업비 beside yearly ones."""
    path = paths[index]
    if not path or not (is_total(path[-1]) or path[-1] == "총사업비"):
        return False
    named = {year for other in paths if other for year in years(other[-1])}
    return len(named) >= 2 and not years(" ".join(path))
