"""HWPML, the XML of older versions of Hancom, which is published as .hwp too."""

from __future__ import annotations

import time

import pytest
from hwp_making import grid, read, texts

from ingest.content import Content, Role
from ingest.errors import Hostile, IngestError, Malformed, TooLarge
from ingest.limits import MEGABYTE, Limits
from ingest.sniffing import FileKind, sniff

HEAD = """<HEAD SecCnt="1"><DOCSUMMARY><TITLE>예산현황</TITLE></DOCSUMMARY><MAPPINGTABLE>
<CHARSHAPELIST Count="3"><CHARSHAPE Id="0" Height="1000"><RELSIZE Hangul="100" Latin="100"/>
<UNDERLINE Type="Bottom" Shape="Solid"/><STRIKEOUT Type="None" Shape="Solid"/></CHARSHAPE>
<CHARSHAPE Id="1" Height="1000"><SUPERSCRIPT/></CHARSHAPE>
<CHARSHAPE Id="2" Height="1000"><STRIKEOUT Type="Continuous" Shape="Solid"/></CHARSHAPE>
</CHARSHAPELIST><NUMBERINGLIST Count="1"><NUMBERING Id="1" Start="1">
<PARAHEAD Level="1" NumFormat="RomanCapital" Start="1">^1.</PARAHEAD></NUMBERING></NUMBERINGLIST>
<PARASHAPELIST Count="2"><PARASHAPE Id="0" HeadingType="None" Heading="0" Level="0"/>
<PARASHAPE Id="1" HeadingType="Number" Heading="1" Level="0"/></PARASHAPELIST>
</MAPPINGTABLE></HEAD>"""


def document(*paragraphs: str, head: str = HEAD, tail: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'
        f'<HWPML Style="embed" SubVersion="8.0.0.0" Version="2.8">{head}<BODY><SECTION Id="0">'
        f"{''.join(paragraphs)}</SECTION></BODY>{tail}</HWPML>"
    ).encode()


def paragraph(*runs: str, shape: int = 0) -> str:
    return f'<P ParaShape="{shape}" Style="0">{"".join(runs)}</P>'


def run(text: str, letters: int = 0, more: str = "") -> str:
    return f'<TEXT CharShape="{letters}">{more}<CHAR>{text}</CHAR></TEXT>'


def cell(row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> str:
    return (
        f'<CELL BorderFill="2" ColAddr="{column}" ColSpan="{columns}" Header="false" Height="1"'
        f' RowAddr="{row}" RowSpan="{rows}" Width="1"><CELLMARGIN Left="1"/><PARALIST>'
        f"{paragraph(run(text))}</PARALIST></CELL>"
    )


def table(*rows: str, size: tuple[int, int]) -> str:
    caption = f'<CAPTION Side="Top"><PARALIST>{paragraph(run("(단위: 천원)"))}</PARALIST></CAPTION>'
    return (
        f'<TABLE ColCount="{size[1]}" RowCount="{size[0]}"><SHAPEOBJECT InstId="1"><SIZE Width="1"/>'
        f'<POSITION TreatAsChar="true" VertRelTo="Para"/>{caption}</SHAPEOBJECT>'
        + "".join(f"<ROW>{row}</ROW>" for row in rows)
        + "</TABLE>"
    )


def recovered(*paragraphs: str) -> Content:
    data = document(*paragraphs)
    assert sniff(data) is FileKind.HWPML
    return read(data, FileKind.HWPML)


def test_paragraphs_and_merged_cells_are_read() -> None:
    made = table(
        cell(0, 0, "구분", rows=2) + cell(0, 1, "예산", columns=2),
        cell(1, 1, "2024") + cell(1, 2, "2025"),
        cell(2, 0, "계") + cell(2, 1, "1,000") + cell(2, 2, "2,000"),
        size=(3, 3),
    )
    content = recovered(
        paragraph(run("일반현황"), shape=1),
        paragraph(f'<TEXT CharShape="0"><SECDEF/><COLDEF Count="1"/>{made}<CHAR/></TEXT>'),
        paragraph(run("끝<TAB/>1<LINEBREAK/>줄")),
    )
    assert content.title == "예산현황"
    assert content.pages is None
    assert texts(content.items) == ["I. 일반현황", "(단위: 천원)", "끝\t1\n줄"]
    assert texts(content.items, Role.CAPTION) == ["(단위: 천원)"]
    assert [(c.row, c.column, c.rows, c.columns, c.text) for c in grid(content.items).cells] == [
        (0, 0, 2, 1, "구분"), (0, 1, 1, 2, "예산"), (1, 1, 1, 1, "2024"), (1, 2, 1, 1, "2025"),
        (2, 0, 1, 1, "계"), (2, 1, 1, 1, "1,000"), (2, 2, 1, 1, "2,000"),
    ]  # fmt: skip


def test_raised_marks_stay_apart_and_struck_text_is_left_out() -> None:
    content = recovered(paragraph(run("1,234"), run("1)", 1), run("5,678", 2), run("천원")))
    assert texts(content.items) == ["1,234 ¹⁾천원"]
    assert content.warnings


def test_notes_boxes_and_comments_are_told_apart() -> None:
    number = '<AUTONUM Number="1" NumberType="Footnote"><AUTONUMFORMAT SuffixChar=")" Type="Digit"/></AUTONUM>'
    inside = f"<PARALIST>{paragraph(run(' 잠정치', more=number))}</PARALIST>"
    note = f"<FOOTNOTE>{inside}</FOOTNOTE>"
    hidden = f"<HIDDENCOMMENT><PARALIST>{paragraph(run('숨은 설명'))}</PARALIST></HIDDENCOMMENT>"
    box = (
        '<RECTANGLE><SHAPEOBJECT><POSITION TreatAsChar="true"/></SHAPEOBJECT><DRAWINGOBJECT>'
        f"<DRAWTEXT><PARALIST>{paragraph(run('글상자'))}</PARALIST></DRAWTEXT></DRAWINGOBJECT></RECTANGLE>"
    )
    content = recovered(paragraph(run("본문", more=box + hidden + note)))
    assert texts(content.items, Role.BODY) == ["본문"]
    assert texts(content.items, Role.BOX) == ["글상자"]
    assert texts(content.items, Role.NOTE) == ["1) 잠정치"]


def test_pictures_beside_the_text_cost_nothing() -> None:
    picture = f'<TAIL><BINDATASTORAGE><BINDATA Id="1">{"A" * 12 * MEGABYTE}</BINDATA></BINDATASTORAGE></TAIL>'
    begun = time.monotonic()
    content = read(document(paragraph(run("본문")), tail=picture), FileKind.HWPML)
    assert texts(content.items) == ["본문"]
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = document(paragraph(run("본문"))).decode().replace("UTF-8", encoding.upper()[:6])
    data = text.replace("UTF-8-", "UTF-8").encode(encoding)
    assert sniff(data) is FileKind.HWPML
    assert texts(read(data, FileKind.HWPML).items) == ["본문"]


def test_blanks_that_the_document_names_by_itself_are_read() -> None:
    text = document(paragraph(run("제1조(총칙)&nbsp;1,000천원"))).decode()
    declared = text.replace(
        "<HWPML", '<!DOCTYPE HWPML [\n\t<!ENTITY nbsp\t"&#160;">\n]>\n<HWPML Version="2.1"', 1
    ).replace(' Version="2.8"', "")
    assert sniff(declared.encode()) is FileKind.HWPML
    for data in (declared, text):
        assert texts(read(data.encode(), FileKind.HWPML).items) == ["제1조(총칙)\u00a01,000천원"]


@pytest.mark.parametrize(
    "entity",
    ['x SYSTEM "file:///etc/passwd"', '% x "y"', 'x "&#38;nbsp;&y;"', 'x "한"'],
)
def test_no_other_declaration_is_followed(entity: str) -> None:
    whole = document(paragraph(run("본문"))).decode()
    declared = whole.replace("<HWPML", f"<!DOCTYPE HWPML [<!ENTITY {entity}>]><HWPML", 1)
    assert sniff(declared.encode()) is FileKind.HWPML
    with pytest.raises(Hostile):
        read(declared.encode(), FileKind.HWPML)


def test_what_is_hostile_damaged_or_too_large_is_refused() -> None:
    whole = document(paragraph(run("본문")))
    declared = whole.replace(b"<HWPML", b'<!DOCTYPE HWPML [<!ENTITY x "y">]><HWPML', 1)
    for data, reason in (
        (declared, Hostile),
        (whole[:-40], Malformed),
        (b"<HWPML/>", Malformed),
        (b"<HWPML><BODY/></HWPML>", Malformed),
    ):
        with pytest.raises(IngestError) as caught:
            read(data, FileKind.HWPML)
        assert type(caught.value) is reason
    with pytest.raises(TooLarge):
        read(
            document(paragraph(run("가" * MEGABYTE))),
            FileKind.HWPML,
            Limits(expanded_bytes=MEGABYTE),
        )


def test_elements_that_are_not_known_part_no_sentence() -> None:
    content = recovered(paragraph(run("3,6<BOOKMARK Name='x'/>15천원")))
    assert texts(content.items) == ["3,615천원"]
