import re

import pytest
from ingest_content import cells, grids, lines, mutated

from ingest.content import Grid, Role
from ingest.errors import Empty, Hostile, IngestError, Malformed, TooLarge
from ingest.limits import Limits
from ingest.readers.html import HtmlReader
from ingest.sniffing import FileKind, sniff

LIMITS = Limits()


def read(page, limits=LIMITS):
    data = page if isinstance(page, bytes) else page.encode()
    return HtmlReader().read(data, FileKind.HTML, limits)


def table(page):
    return cells(next(grids(read(page).items)))


def test_rows_are_ordered_by_section_and_spans_stay_in_theirs():
    page = """<table><caption> 꽃길 <br> 예산 </caption>
    <thead><tr><th rowspan=9>구분<th colspan=2>2031년</thead>
    <tfoot><tr><td>합계<td>30<td>40</tfoot>
    <tbody><tr><td rowspan=0>길<td>10<td>20<tr><td>20<td>20</tbody></table>"""
    assert table(page) == [
        [(0, 1, 1, "구분"), (1, 1, 2, "2031년")],
        [(0, 2, 1, "길"), (1, 1, 1, "10"), (2, 1, 1, "20")],
        [(1, 1, 1, "20"), (2, 1, 1, "20")],
        [(0, 1, 1, "합계"), (1, 1, 1, "30"), (2, 1, 1, "40")],
    ]
    content = read(page)
    assert [(line.role, line.text) for line in lines(content.items)] == [
        (Role.CAPTION, "꽃길 예산")
    ]
    head, foot = content.items[1].cells[0], content.items[1].cells[-1]
    assert (head.header, foot.header) == (True, False)


def test_spans_that_reach_too_far_are_cut_and_columns_without_cells_left_out():
    page = "<table><tr><td colspan=99>없음<tr><td>가<td rowspan=99999>나<tr><td>다</table>"
    assert table(page) == [
        [(0, 1, 2, "없음")],
        [(0, 1, 1, "가"), (1, 2, 1, "나")],
        [(0, 1, 1, "다")],
    ]


def test_a_cell_ends_before_one_that_hangs_down_from_above():
    page = "<table><tr><td>가<td>나<td rowspan=2>다<tr><td colspan=3>라<td>마</table>"
    assert table(page)[1] == [(0, 1, 2, "라"), (3, 1, 1, "마")]


def test_nested_tables_stand_in_their_cell():
    page = "<table><tr><td>겉<table><tr><td>속<td>1</table>뒤<td>2</table>"
    outer = read(page).items[0]
    assert [cell.text for cell in outer.cells] == ["겉\n뒤", "2"]
    inner = outer.cells[0].inside[1]
    assert isinstance(inner, Grid)
    assert [cell.text for cell in inner.cells] == ["속", "1"]


def test_headings_lists_and_line_ends():
    page = """<h2>큰<br>제목</h2><p>첫 줄<br>&nbsp;둘째&nbsp;줄</p>
    <ul><li>가<ul><li>나</li><li>○ 다</li></ul></li><li style="list-style:none">라</li></ul>
    <ol start=3 type=I><li>마<li value=7>바</ol><ol><li>2) 사</ol>"""
    found = lines(read(page).items)
    assert (found[0].role, found[0].level, found[0].text) == (Role.HEADING, 2, "큰 제목")
    assert [line.text for line in found[1:]] == [
        "첫 줄", " 둘째 줄", "- 가", "  - 나", "  ○ 다", "라", "III. 마", "VII. 바", "2) 사",
    ]  # fmt: skip


def test_list_marks_in_cells_never_make_a_figure_negative():
    page = "<table><tr><td><ul><li>58<li>꽃길</ul><td><ol><li>(20)<li>등불</ol></table>"
    assert [cell[3] for cell in table(page)[0]] == ["58\n꽃길", "(20)\n2. 등불"]


def test_footnote_marks_do_not_run_into_figures():
    page = "<p>1,234<sup>1)</sup>천원, 10<sup>6</sup>, CO<sub>2</sub> 30m<sup>2</sup></p>"
    assert lines(read(page).items)[0].text == "1,234 ¹⁾천원, 10 ⁶, CO2 30m²"


@pytest.mark.parametrize(
    ("caption", "kept"),
    [
        ("<strong>꽃길</strong><p>연도별 예산, 집행을 안내하는 표입니다.</p>", ["꽃길"]),
        ("<strong>꽃길</strong> <p>구분, 예산의 내용</p>", ["꽃길"]),
        ("<strong>꽃길</strong><p>(단위: 천원)</p>", ["꽃길", "(단위: 천원)"]),
        ("<p>연도별 예산 안내표</p>", ["연도별 예산 안내표"]),
    ],
)
def test_a_caption_is_left_its_title_without_what_only_tells_the_columns(caption, kept):
    content = read(f"<table><caption>{caption}</caption><tr><td>9</table>")
    assert [line.text for line in lines(content.items) if line.role is Role.CAPTION] == kept


def test_what_a_browser_does_not_show_is_left_out():
    page = """<title> 꽃길 </title><script>1</script><style>2</style><nav>3</nav><p hidden>4</p>
    <p style="display: none">5</p><!-- <p>6</p> --><select><option>7</select><p>글<img alt="그림"></p>
    <table><caption>표<details><p>설명</p></details></caption><tr style="display:none"><td>8
    <tr><td>9</table>"""
    content = read(page)
    assert content.title == "꽃길"
    assert [(line.role, line.text) for line in lines(content.items)] == [
        (Role.BODY, "글"),
        (Role.PICTURE, "그림"),
        (Role.CAPTION, "표"),
    ]
    assert cells(content.items[-1]) == [[(0, 1, 1, "9")]]


def test_struck_text_is_left_out_and_told():
    content = read("<table><tr><td><s>1,000</s> 1,200</table>")
    assert cells(content.items[0]) == [[(0, 1, 1, "1,200")]]
    assert any("취소선" in warning for warning in content.warnings)


def test_what_a_server_runs_is_dropped_and_lines_keep_their_numbers():
    page = """<%@ page contentType="text/html; charset=UTF-8" %>
<%-- <p>숨은
글 <% int i; %> --%>
<c:if test="${a > 1}"><p
 class="<%= style %>">
보이는 글
</p></c:if><?xml:namespace prefix = o /><table><tr>
<td>10</td></tr></table>"""
    assert sniff(page.encode()) is FileKind.HTML
    content = read(page.replace("\n", "\r\n"))
    assert [line.text for line in lines(content.items)] == ["보이는 글"]
    assert content.items[0].place.first_line == 6
    assert (content.items[1].places[0].first_line, content.items[1].places[0].last_line) == (7, 8)
    assert content.items[1].cells[0].place.first_line == 8


def test_lines_beyond_what_the_parser_counts_are_unknown():
    content = read("<p>앞</p>" + "\n" * 70_000 + "<p>뒤</p>")
    assert [line.place.first_line for line in lines(content.items)] == [1, None]


def test_drawn_tables_in_preformatted_text_are_tables():
    page = "<p>앞</p><pre>\n┌──┬──┐\n│가  │ 10 │\n└──┴──┘\n 뒤  글</pre>"
    content = read(page)
    assert cells(content.items[1]) == [[(0, 1, 1, "가"), (1, 1, 1, "10")]]
    assert content.items[1].places[0].first_line == 3
    assert content.items[2].text == " 뒤  글"


def test_cells_that_are_not_closed_and_text_between_rows():
    page = "<table>앞<tr><td><b>가<td>나</b><tr><td>다<td>라</table>뒤"
    content = read(page)
    assert [line.text for line in lines(content.items)] == ["앞", "뒤"]
    assert [[cell[3] for cell in row] for row in cells(content.items[1])] == [
        ["가", "나"],
        ["다", "라"],
    ]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<meta charset=euc-kr><p>물빛과 예산</p>".encode("cp949"), "cp949"),
        ("<meta charset=euc-kr><p>물빛과 예산</p>".encode(), "utf-8"),
        ("<meta charset=iso-8859-1><p>물빛과 예산</p>".encode("cp949"), "cp949"),
        ("<html><p>물빛과 예산</p>".encode("utf-16"), "utf-16"),
        (b"\xef\xbb\xbf" + "<p>물빛과 예산</p>".encode(), "utf-8-sig"),
    ],
    ids=["named", "named wrongly", "named Western", "wide", "marked"],
)
def test_encodings_are_told_from_the_bytes_first(data, encoding):
    assert sniff(data) is FileKind.HTML
    content = read(data)
    assert (content.encoding, lines(content.items)[0].text) == (encoding, "물빛과 예산")


@pytest.mark.parametrize(
    ("page", "error"),
    [
        ("<div>" * 5_000 + "글", Hostile),
        ("<table><tr><td>" * 60 + "글", Hostile),
        ("<html><body><p> &nbsp; </p><script>1</script></body></html>", Empty),
        ("\n\n<!-- 2013 12 31 -->\n", Empty),
        (b"<p>\x81\xff\xff</p>", Malformed),
    ],
    ids=["deep", "deep tables", "nothing shown", "a comment", "no encoding"],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(page, error):
    with pytest.raises(error, match=r"다\.$"):
        read(page)


def test_tables_over_the_limits_are_refused_soon():
    wide = "<table>" + ("<tr>" + "<td colspan=1000 rowspan=65534>1" * 50) * 300 + "</table>"
    with pytest.raises(TooLarge, match=r"다\.$"):
        read(wide, Limits(cells=10_000))
    with pytest.raises(TooLarge, match=r"다\.$"):
        read("<table>" + "<tr><td>1" * 30, Limits(cells=20))


def test_text_that_begins_with_a_bracket_is_no_page():
    assert sniff("<총괄>\n예산 <p> 1,200천원\n".encode()) is FileKind.TEXT


@pytest.mark.samples
def test_the_total_of_a_real_page_stands_last(samples):
    content = read((samples / "html/jongno_settlement_2010.html").read_bytes())
    first = next(grids(content.items))
    assert (first.height, first.width) == (18, 10)
    assert [cell.text for cell in first.cells if cell.row == 17][:4] == [
        "합계", "12,218,610,000", "11,300,944,593", "917,665,407",
    ]  # fmt: skip
    assert first.places[17].first_line == 46


@pytest.mark.samples
def test_every_cell_of_the_real_pages_stands_on_its_lines(samples):
    seen = 0
    for path in sorted((samples / "html").glob("*.html")):
        data = path.read_bytes()
        source = data.decode().replace("\r\n", "\n").split("\n")
        for grid in grids(read(data).items):
            for cell in grid.cells:
                around = "".join(source[cell.place.first_line - 1 : cell.place.last_line])
                figures = [
                    word for word in cell.text.split() if re.fullmatch(r"[(△-]?[\d,.]+[)%]?", word)
                ]
                seen += len(figures)
                assert all(figure in around for figure in figures), (path.name, cell)
    assert seen > 500


def test_damaged_pages_end_in_an_error_of_ours():
    page = "<h1>제목</h1><table><tr><td rowspan=2>가<td>1<tr><td>2</table><ul><li>나<pre>┌┐</pre>"
    refusals = []
    for data in mutated(page.encode() * 3, 60):
        try:
            read(data)
        except IngestError as error:
            refusals.append(str(error))
    assert len(refusals) > 10
    assert all(refusal.endswith("다.") for refusal in refusals)


def test_marks_of_footnotes_and_crossed_out_styles_are_no_part_of_a_figure():
    page = """<table><tr><td>1,234<sup>주1)</sup><td>5 <sup>*</sup>
    <td><span style="text-decoration: line-through">7</span> 8</table>"""
    content = read(page)
    assert cells(content.items[0]) == [[(0, 1, 1, "1,234"), (1, 1, 1, "5"), (2, 1, 1, "8")]]
    assert any("취소선" in warning for warning in content.warnings)


def test_terms_are_the_names_of_what_is_said_of_them():
    page = """<dl><dt>면적</dt><dd>12㎡</dd><dt>누가 쓰나요?</dt><dd>모두</dd><dt>표</dt>
    <dd><table><tr><td>1<td>2</table></dd><dt>끝</dt></dl><p>뒤</p>"""
    content = read(page)
    assert [line.text for line in lines(content.items)] == [
        "면적 : 12㎡", "누가 쓰나요?", "모두", "표", "끝", "뒤",
    ]  # fmt: skip


def test_tables_behind_tabs_are_left_out_and_told():
    content = read("<p>글</p><div style='display:none'><table><tr><td>1</table></div>")
    assert [line.text for line in lines(content.items)] == ["글"]
    assert any("보이지 않는 표" in warning for warning in content.warnings)
    assert read("<p>글</p><p hidden>숨김</p>").warnings == ()


def test_a_caption_is_cut_where_it_begins_to_tell_the_columns():
    page = (
        "<table><caption>2030년 예산 - 구분, 계 순으로 나타낸 표입니다.</caption><tr><td>1</table>"
    )
    assert [line.text for line in lines(read(page).items)] == ["2030년 예산"]


def test_the_frame_of_a_page_in_several_files_holds_nothing_to_read():
    data = b"<frameset><frame src='book/sheet001.htm'></frameset>"
    assert sniff(data) is FileKind.HTML
    with pytest.raises(Empty):
        read(data)
