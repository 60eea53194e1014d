"""The straight lines drawn on a page: rules, dotted rules, and the edges of filled boxes."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.pdf.geometry import Box, Frame
from ingest.pdf.handles import Handle, Page, Raw

THIN = 3.5  # what is drawn thinner is a line, not a box
LONG = 8.0  # a line shorter than that bounds no cell by itself
SMALL = 12.0  # a box smaller than that is a check box or a part of a letter
_LETTER = 40.0  # letters are not larger
_SLIM = 8.0  # times as long as it is thick: a dashed line drawn as one shape, not a letter
_CORNERS = 7  # a box has five, a line two
_ROUND = 14  # a circle has thirteen
_FRAME = 12  # segments of the border of a cell at most
_THIN_FRAME = 3.7  # times its width and height together is as long as both its boxes
_SAME = 0.8  # how far apart pieces of one line may lie across it
_GAP = 1.0  # and along it
_DOTS = 4.0  # the gap between the dots of a dotted line
_FEWEST_DOTS = 5
_DEEPEST = 6  # drawings in drawings
_MOST_OBJECTS = 60_000  # of one page; drawings of maps have more, tables never
UNDRAWN = frozenset({3, 7})  # ways of drawing text in which nothing is seen of it
_MOST_SEGMENTS = 400  # of one path; a path with more is a drawing


@dataclass(frozen=True, slots=True)
class Rule:
    """A line from `start` to `end` at `at`: along x at a height, or along y at a distance."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page beside its text.

    `strokes` are lines along the text too short to bound a cell, `fills` filled boxes without a
    border, `backs` everything that is filled with a colour, `pictures` the boxes of pictures,
    `letters` those of small drawings with as many corners as letters have, `faint` those of text
    that is drawn without a colour, or in white.
    """

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    dotted_across: list[Rule] = field(default_factory=list)
    dotted_down: list[Rule] = field(default_factory=list)
    strokes: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    backs: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    letters: list[Box] = field(default_factory=list)
    faint: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class _Pieces:
    """Lines as drawn, before pieces of one line are put together."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)


def read(page: Page, frame: Frame) -> Drawn:
    """What is drawn on a page (`pypdfium2.PdfPage`), as the page is read."""
    import pypdfium2.raw as raw

    drawn, pieces = Drawn(), _Pieces()
    walk = _Walk(raw, frame, drawn, pieces)
    walk.objects(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, page.raw, None, 0)
    drawn.across, short_across = _joined(pieces.across)
    drawn.down, short_down = _joined(pieces.down)
    drawn.strokes = short_across
    dots = pieces.dots
    drawn.dotted_across = _dotted(
        [*short_across, *(Rule((b[1] + b[3]) / 2, b[0], b[2]) for b in dots)]
    )
    drawn.dotted_down = _dotted([*short_down, *(Rule((b[0] + b[2]) / 2, b[1], b[3]) for b in dots)])
    return drawn


_Matrix = tuple[float, float, float, float, float, float]


class _Walk:
    """Goes through the objects of a page, and of the drawings in it."""

    def __init__(self, raw: Raw, frame: Frame, drawn: Drawn, pieces: _Pieces) -> None:
        self.raw, self.frame, self.drawn, self.pieces = raw, frame, drawn, pieces
        self.left = _MOST_OBJECTS
        self.bounds = tuple(ctypes.c_float() for _ in range(4))
        self.colour = tuple(ctypes.c_uint() for _ in range(4))

    def objects(
        self, count: Handle, get: Handle, holder: Handle, matrix: _Matrix | None, depth: int
    ) -> None:
        raw = self.raw
        kind, path = raw.FPDFPageObj_GetType, raw.FPDF_PAGEOBJ_PATH
        for index in range(max(0, count(holder))):
            if self.left <= 0:
                return
            self.left -= 1
            item = get(holder, index)
            what = kind(item)
            if what == path:
                self.path(item, matrix)
            elif what == raw.FPDF_PAGEOBJ_TEXT:
                if self.is_faint(item) and (box := self.box(item, matrix)) is not None:
                    self.drawn.faint.append(box)
            elif what in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                if (box := self.box(item, matrix)) is not None and not self.line(box):
                    self.drawn.pictures.append(box)
            elif what == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                within = _times(self.matrix(item), matrix)
                self.objects(
                    raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, item, within, depth + 1
                )

    def is_faint(self, item: Handle) -> bool:
        return self.raw.FPDFTextObj_GetTextRenderMode(item) in UNDRAWN or self.is_white(item)

    def box(self, item: Handle, matrix: _Matrix | None) -> Box | None:
        left, bottom, right, top = self.bounds
        if not self.raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            return None
        corners = (left.value, bottom.value, right.value, top.value)
        return self.frame.read(*(corners if matrix is None else _moved_box(corners, matrix)))

    def matrix(self, item: Handle) -> _Matrix:
        found = self.raw.FS_MATRIX()
        if not self.raw.FPDFPageObj_GetMatrix(item, found):
            return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        return (found.a, found.b, found.c, found.d, found.e, found.f)

    def path(self, item: Handle, matrix: _Matrix | None) -> None:
        box = self.box(item, matrix)
        if box is None:
            return
        width, height = box[2] - box[0], box[3] - box[1]
        if width <= THIN and height <= THIN:
            self.pieces.dots.append(box)
        elif (
            max(width, height) <= _LETTER
            and self.is_letter(item, width, height)
            and not self.is_frame(item, matrix, box)
        ):
            self.drawn.letters.append(box)
        elif not self.line(box) and max(width, height) >= SMALL:
            self.shape(item, matrix, box)

    def line(self, box: Box) -> bool:
        """Whether something is as thin as a line, be it a box or a picture: then it is one."""
        width, height = box[2] - box[0], box[3] - box[1]
        if height <= THIN:
            self.pieces.across.append(Rule((box[1] + box[3]) / 2, box[0], box[2]))
        elif width <= THIN:
            self.pieces.down.append(Rule((box[0] + box[2]) / 2, box[1], box[3]))
        return height <= THIN or width <= THIN

    def is_letter(self, item: Handle, width: float, height: float) -> bool:
        """Whether something small has the corners of a letter, and is no dot or round bullet."""
        count = self.raw.FPDFPath_CountSegments(item)
        shape = width / max(height, 1e-6)
        round_ = count <= _ROUND and 0.75 < shape < 1.33
        return count >= _CORNERS and not round_ and 1 / _SLIM < shape < _SLIM

    def is_frame(self, item: Handle, matrix: _Matrix | None, box: Box) -> bool:
        """Whether something small is the border of a cell: two boxes, one just within the other."""
        width, height = box[2] - box[0], box[3] - box[1]
        count = self.raw.FPDFPath_CountSegments(item)
        if min(width, height) < LONG or max(width, height) < SMALL or count > _FRAME:
            return False
        edges = list(self.edges(item, count, _times(self.matrix(item), matrix)))
        length = sum(abs(x0 - x1) + abs(y0 - y1) for x0, y0, x1, y1 in edges)
        return _all_thin(edges) and length >= _THIN_FRAME * (width + height)

    def shape(self, item: Handle, matrix: _Matrix | None, box: Box) -> None:
        """The straight edges of something that has width and height."""
        raw = self.raw
        count = raw.FPDFPath_CountSegments(item)
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        coloured = fill.value and not self.is_white(item)
        if coloured:
            self.drawn.backs.append(box)
        if count > _MOST_SEGMENTS or not (fill.value or stroke.value):
            return
        edges = list(self.edges(item, count, _times(self.matrix(item), matrix)))
        thick = min(box[2] - box[0], box[3] - box[1]) >= LONG
        if (
            stroke.value and thick and _is_straight(edges)
        ):  # a shade drawn as a line as thick as a row
            self.drawn.backs.append(box)
            self.drawn.fills.append(box)
        elif stroke.value or not _is_box(edges, box):
            if stroke.value or _all_thin(edges):
                self.keep(edges)
        elif coloured:
            self.drawn.fills.append(box)

    def keep(self, edges: Iterable[tuple[float, float, float, float]]) -> None:
        for x0, y0, x1, y1 in edges:
            if abs(y0 - y1) <= 0.3:
                self.pieces.across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) <= 0.3:
                self.pieces.down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def edges(
        self, item: Handle, count: int, matrix: _Matrix
    ) -> Iterator[tuple[float, float, float, float]]:
        raw = self.raw
        x, y = ctypes.c_float(), ctypes.c_float()
        start = last = None
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            kind = raw.FPDFPathSegment_GetType(segment)
            px, py = _moved(x.value, y.value, matrix)
            point = self.frame.read(px, py, px, py)[:2]
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
                yield (*last, *point)
            if raw.FPDFPathSegment_GetClose(segment) and start is not None:
                yield (*point, *start)
            last = point

    def is_white(self, item: Handle) -> bool:
        red, green, blue, alpha = self.colour
        if not self.raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
            return False  # a pattern
        return alpha.value == 0 or min(red.value, green.value, blue.value) >= 250


def _is_straight(edges: list[tuple[float, float, float, float]]) -> bool:
    """Whether there is but one edge, level or upright."""
    return len(edges) == 1 and min(
        abs(edges[0][0] - edges[0][2]), abs(edges[0][1] - edges[0][3])
    ) <= 0.3  # fmt: skip


def _is_box(edges: list[tuple[float, float, float, float]], box: Box) -> bool:
    """Whether straight edges run all around a box."""
    around = 2 * (box[2] - box[0] + box[3] - box[1])
    straight = sum(
        abs(x0 - x1) + abs(y0 - y1)
        for x0, y0, x1, y1 in edges
        if abs(x0 - x1) <= 0.3 or abs(y0 - y1) <= 0.3
    )
    return abs(straight - around) < 0.05 * around and 3 <= len(edges) <= 6


def _all_thin(edges: list[tuple[float, float, float, float]]) -> bool:
    """Whether a filled path is made of straight edges only, as many thin boxes in one are."""
    return len(edges) >= 8 and all(
        abs(x0 - x1) <= 0.3 or abs(y0 - y1) <= 0.3 for x0, y0, x1, y1 in edges
    )


def _times(inner: _Matrix, outer: _Matrix | None) -> _Matrix:
    """The matrix of something in something else that has a matrix of its own."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


def _moved(x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _moved_box(corners: tuple[float, float, float, float], matrix: _Matrix) -> Box:
    left, bottom, right, top = corners
    points = [_moved(x, y, matrix) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def _joined(pieces: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Pieces of one line put together: those long enough to be rules, and the short ones."""
    lines = _chained(pieces, _GAP, fewest=1)
    return (
        [line for line in lines if line.length >= LONG],
        [line for line in lines if line.length < LONG],
    )


def _dotted(pieces: list[Rule]) -> list[Rule]:
    """Lines made of many short pieces."""
    return [line for line in _chained(pieces, _DOTS, fewest=_FEWEST_DOTS) if line.length >= LONG]


def _chained(pieces: list[Rule], gap: float, fewest: int) -> list[Rule]:
    rows: dict[int, list[Rule]] = defaultdict(list)
    for piece in pieces:
        rows[round(piece.at / _SAME)].append(piece)
    lines: list[Rule] = []
    done: set[int] = set()
    for key in sorted(rows):
        if key in done:
            continue
        row = rows[key]
        beside = rows.get(key + 1, [])
        if beside and abs(beside[0].at - row[0].at) <= _SAME:
            row = row + beside
            done.add(key + 1)
        lines += _chain(sorted(row, key=lambda piece: piece.start), gap, fewest)
    return lines


def _chain(row: list[Rule], gap: float, fewest: int) -> Iterator[Rule]:
    at, start, end, count = row[0].at, row[0].start, row[0].end, 1
    for piece in row[1:]:
        if piece.start <= end + gap:
            end, count = max(end, piece.end), count + 1
            continue
        if count >= fewest:
            yield Rule(at, start, end)
        at, start, end, count = piece.at, piece.start, piece.end, 1
    if count >= fewest:
        yield Rule(at, start, end)
