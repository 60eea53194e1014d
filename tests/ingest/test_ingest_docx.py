import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_BREAK
from ingest_content import cells, grids, lines, mutated
from lxml import etree

from ingest.content import Grid, Role
from ingest.errors import Empty, Hostile, IngestError, Locked, Malformed, TooLarge
from ingest.limits import Limits
from ingest.model import PageSource
from ingest.readers.docx import DocxReader
from ingest.sniffing import FileKind, sniff

LIMITS = Limits()
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)


def saved(document):
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def read(data, limits=LIMITS):
    return DocxReader().read(data, FileKind.DOCX, limits)


def made(*blocks, document=None):
    """A document of these blocks of WordprocessingML, read."""
    document = document or docx.Document()
    body = document.element.body
    for block in blocks:
        body.insert(len(body) - 1, etree.fromstring(block.replace(">", f" {NAMES}>", 1)))
    return read(saved(document))


def run(text, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(content):
    return [line.text for line in lines(content.items)]


def changed(data, name, change):
    """The same file with one member changed, or added where it has none."""
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(copy, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == name else content)
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return copy.getvalue()


def numbering(levels, overrides=""):
    """A document whose list 77 has these levels: number format, text, and more."""
    document = docx.Document()
    root = document.part.numbering_part.element
    made_levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (style, text, more) in enumerate(levels)
    )
    root.insert(
        0,
        etree.fromstring(
            f'<w:abstractNum {NAMES} w:abstractNumId="77">{made_levels}</w:abstractNum>'
        ),
    )
    for list_id, override in ((77, ""), (78, overrides)):
        root.append(
            etree.fromstring(
                f'<w:num {NAMES} w:numId="{list_id}"><w:abstractNumId w:val="77"/>{override}</w:num>'
            )
        )
    return document


def item(text, level=0, list_id=77):
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
        f"</w:pPr>{run(text)}</w:p>"
    )


def test_headings_captions_and_running_heads_are_told_by_their_styles():
    document = docx.Document()
    document.core_properties.title = "꽃길 보고"
    document.sections[0].header.paragraphs[0].text = "머리말"
    document.sections[0].footer.paragraphs[0].text = "- 1 -"
    document.add_heading("추진 현황", 2)
    document.add_paragraph("표 1. 예산", style="Caption")
    document.add_paragraph("그림 1. 지도", style="Caption")
    content = read(saved(document))
    assert content.title == "꽃길 보고"
    assert [(line.role, line.level, line.text) for line in lines(content.items)] == [
        (Role.RUNNING, None, "머리말"),
        (Role.HEADING, 2, "추진 현황"),
        (Role.CAPTION, None, "표 1. 예산"),
        (Role.PICTURE, None, "그림 1. 지도"),
        (Role.RUNNING, None, "- 1 -"),
    ]


def test_korean_style_names_and_outline_levels_make_headings():
    document = docx.Document()
    document.styles.add_style("제목 3", 1)
    document.add_paragraph("세부", style="제목 3")
    outline = f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{run("큰 제목")}</w:p>'
    content = made(outline, document=document)
    assert [(line.level, line.text) for line in lines(content.items)] == [
        (3, "세부"),
        (1, "큰 제목"),
    ]


def test_changes_are_read_as_accepted_and_hidden_or_struck_text_is_left_out():
    content = made(
        f"<w:p>{run('예산 ')}<w:ins>{run('1,200')}</w:ins>"
        "<w:del><w:r><w:delText>1,000</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('옛')}</w:moveFrom>"
        f"{run('900', '<w:strike/>')}{run('숨김', '<w:vanish/>')}{run(' 천원')}"
        f"<w:hyperlink>{run(' 링크')}</w:hyperlink><w:sdt><w:sdtContent>{run(' 상자')}"
        "</w:sdtContent></w:sdt></w:p>"
    )
    assert texts(content) == ["예산 1,200 천원 링크 상자"]
    assert any("취소선" in warning for warning in content.warnings)


def styled(*styles):
    """A document with styles of these ids, kinds and looks."""
    document = docx.Document()
    for style_id, kind, look in styles:
        xml = (
            f'<w:style {NAMES} w:type="{kind}" w:styleId="{style_id}">'
            f'<w:name w:val="{style_id}"/>{look}</w:style>'
        )
        document.styles.element.append(etree.fromstring(xml))
    return document


def test_styles_hide_strike_and_raise_text_too():
    document = styled(
        ("Gone", "character", "<w:rPr><w:strike/></w:rPr>"),
        ("Below", "character", '<w:basedOn w:val="Gone"/>'),
        ("Hid", "character", "<w:rPr><w:vanish/></w:rPr>"),
        ("Up", "character", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'),
        ("Old", "paragraph", "<w:rPr><w:dstrike/></w:rPr>"),
    )
    gone, up = '<w:rStyle w:val="Gone"/>', '<w:rStyle w:val="Up"/>'
    below, hidden = '<w:rStyle w:val="Below"/>', '<w:rStyle w:val="Hid"/>'
    kept = gone + '<w:strike w:val="0"/>'
    content = made(
        f"<w:p>{run('예산 ')}{run('1,000', gone)}{run('1,111', below)}{run('77', hidden)}"
        f"{run('2,000', kept)}{run('1)', up)}</w:p>",
        f'<w:p><w:pPr><w:pStyle w:val="Old"/></w:pPr>{run("옛 예산 900")}</w:p>',
        document=document,
    )
    assert texts(content) == ["예산 2,000 ¹⁾"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next_one():
    gone = '<w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'
    table = f"<w:tbl><w:tr><w:tc><w:p>{run('5')}</w:p></w:tc></w:tr></w:tbl>"
    content = made(
        f"<w:p>{gone}{run('예산 1,2')}</w:p>",
        f"<w:p>{run('34백만원')}</w:p>",
        f"<w:p>{gone}{run('표 앞')}</w:p>",
        table,
    )
    assert texts(content) == ["예산 1,234백만원", "표 앞"]


def test_text_raised_by_hand_and_marks_that_are_not_seen():
    high, unseen = '<w:position w:val="10"/>', run("예산 2,3\u00ad45\u200b,000")
    content = made(
        f"<w:p>{run('면적 605.2km')}{run('2', high)}{run(' 인구 1,234')}{run('1)', high)}</w:p>",
        f"<w:p>{unseen}</w:p>",
    )
    assert texts(content) == ["면적 605.2km² 인구 1,234 ¹⁾", "예산 2,345,000"]


def test_breaks_tabs_symbols_and_raised_marks():
    content = made(
        f"<w:p>{run('1,234')}{run('1)', '<w:vertAlign w:val=`superscript`/>'.replace('`', chr(34)))}"
        f"<w:r><w:tab/><w:t>끝</w:t><w:br/><w:t>둘째</w:t></w:r>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>'
    )
    assert texts(content) == ["1,234 ¹⁾\t끝", "둘째✓"]


def test_fields_show_their_results_not_their_codes():
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText> {} </w:instrText></w:r>"
    content = made(
        f"<w:p>{run('표 ')}{field.format('begin')}{code.format('SEQ 표')}"
        f"{field.format('separate')}{run('7')}{field.format('end')}{run('. 예산')}</w:p>",
        f"<w:p>{field.format('begin')}{code.format('PAGE')}{run('없는 끝')}</w:p>",
        f"<w:p>{run('다음 글')}</w:p>",
        "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:checked/>"
        f"</w:checkBox></w:ffData></w:fldChar></w:r>{field.format('end')}{run(' 동의')}</w:p>",
    )
    assert texts(content) == ["표 7. 예산", "다음 글", "☑ 동의"]
    assert content.items[0].role is Role.CAPTION


def test_numbers_that_word_makes_are_part_of_the_text():
    document = numbering(
        [
            ("upperRoman", "%1.", ""),
            ("ganada", "%2)", ""),
            ("decimal", "%1-%2-%3", "<w:isLgl/>"),
            ("bullet", "\uf0a7", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'),
        ]
    )
    content = made(
        item("총괄"), item("예산", 1), item("세입", 2), item("꽃길", 3), item("집행", 1),
        item("성과"), item("지표", 1),
        document=document,
    )  # fmt: skip
    assert [text.strip() for text in texts(content)] == [
        "I. 총괄", "가) 예산", "1-1-1 세입", "▪ 꽃길", "나) 집행", "II. 성과", "가) 지표",
    ]  # fmt: skip
    assert texts(content)[3].startswith("      ")


def test_a_list_that_starts_anew_and_one_without_its_upper_level():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    document = numbering([("decimal", "%1.", ""), ("decimal", "%1.%2", "")], override)
    content = made(
        item("가"), item("나"), item("다", list_id=78), item("라", 1, 78), document=document
    )
    assert texts(content) == ["1. 가", "2. 나", "5. 다", "  5.1 라"]


def test_merged_cells_are_read_once():
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "2031년"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "꽃길"
    table.cell(1, 1).text = "1,200"
    table.cell(2, 2).text = "△20"
    table.cell(2, 1).add_table(1, 1).cell(0, 0).text = "속"
    content = read(saved(document))
    assert cells(content.items[0]) == [
        [(0, 1, 3, "2031년")],
        [(0, 2, 1, "꽃길"), (1, 1, 1, "1,200"), (2, 1, 1, "")],
        [(1, 1, 1, ""), (2, 1, 1, "△20")],
    ]
    assert [cells(grid) for grid in grids(content.items)][1] == [[(0, 1, 1, "속")]]


def test_rows_may_begin_late_end_early_or_be_deleted():
    def cell(text, look=""):
        return f"<w:tc><w:tcPr>{look}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"

    content = made(
        f"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('가')}{cell('나')}{cell('다')}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("1")}{cell("2")}</w:tr>'
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('9')}</w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{cell('라')}{cell('3')}</w:tr></w:sdtContent></w:sdt></w:tbl>"
    )
    assert cells(content.items[0]) == [
        [(0, 1, 1, "가"), (1, 1, 1, "나"), (2, 1, 1, "다")],
        [(1, 1, 1, "1"), (2, 1, 1, "2")],
        [(0, 1, 1, "라"), (1, 1, 1, "3")],
    ]
    assert [cell.header for cell in content.items[0].cells][:4] == [True, True, True, False]


def test_list_marks_in_cells_never_make_a_figure_negative():
    def cell(paragraph):
        return f"<w:tc>{paragraph}</w:tc>"

    document = numbering([("bullet", "-", ""), ("decimal", "%2", "")])
    content = made(
        f"<w:tbl><w:tr>{cell(item('', 1))}{cell(item('58'))}{cell(item('글'))}</w:tr></w:tbl>",
        document=document,
    )
    assert [cell.text for cell in content.items[0].cells] == ["1", "58", "- 글"]


def test_text_boxes_are_read_once_where_they_are_given_for_two_programs():
    box = f"<w:txbxContent><w:p>{run('상자 글')}</w:p></w:txbxContent>"
    content = made(
        f"<w:p>{run('본문')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wp:anchor><wp:docPr descr='꽃길 지도'/><wps:txbx>{box}</wps:txbx></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape alt='다른'><v:textbox>{box}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [(line.role, line.text) for line in lines(content.items)] == [
        (Role.BODY, "본문"),
        (Role.PICTURE, "꽃길 지도"),
        (Role.BOX, "상자 글"),
    ]


def test_equations_are_text():
    def part(name, text):
        return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"

    content = made(
        f"<w:p>{run('비율 ')}<m:oMath><m:f>{part('num', 'a+b')}{part('den', 'c')}</m:f></m:oMath></w:p>",
        f"<w:p><m:oMathPara><m:oMath><m:sSup>{part('e', '10')}{part('sup', '6')}</m:sSup></m:oMath>"
        "</m:oMathPara></w:p>",
    )
    assert [(line.role, line.text) for line in lines(content.items)] == [
        (Role.BODY, "비율 (a+b)/c"),
        (Role.PICTURE, "10^6"),
    ]


def with_notes(data):
    """The file with one footnote, numbered 5 in it."""
    notes = (
        f'<w:footnotes {NAMES}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="5"><w:p>{run("기준일 현재")}</w:p></w:footnote></w:footnotes>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    data = changed(data, "word/footnotes.xml", lambda _: notes.encode())
    return changed(
        data,
        "word/_rels/document.xml.rels",
        lambda xml: xml.replace(b"</Relationships>", relation.encode()),
    )


def test_notes_follow_their_paragraph_or_their_table():
    reference = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    document = docx.Document()
    for block in (
        f"<w:p>{run('1,234')}{reference}</w:p>",
        f"<w:tbl><w:tr><w:tc><w:p>{run('58')}{reference}</w:p></w:tc></w:tr></w:tbl>",
        f"<w:p>{run('끝')}</w:p>",
    ):
        body = document.element.body
        body.insert(len(body) - 1, etree.fromstring(block.replace(">", f" {NAMES}>", 1)))
    content = read(with_notes(saved(document)))
    assert [
        "표" if isinstance(entry, Grid) else (entry.role, entry.text) for entry in content.items
    ] == [
        (Role.BODY, "1,234"),
        (Role.NOTE, "1) 기준일 현재"),
        "표",
        (Role.NOTE, "2) 기준일 현재"),
        (Role.BODY, "끝"),
    ]
    assert content.items[2].cells[0].text == "58"


def test_pages_are_known_only_where_the_file_says_where_they_ended():
    document = docx.Document()
    document.add_paragraph("첫 쪽").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("다음 쪽")
    content = read(saved(document))
    assert (content.pages, content.items[1].place.page) == (None, None)
    ended = f"<w:p><w:r><w:lastRenderedPageBreak/></w:r>{run('셋째 쪽')}</w:p>"
    cell = f"<w:tc>{ended}</w:tc>"
    content = made(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>", ended, document=document)
    table, last = content.items[2:]
    assert (table.places[0].page, last.place.page, content.pages) == (2, 3, 3)
    assert last.place.page_source is PageSource.LAYOUT


def test_the_strict_kind_a_broken_link_and_macros_are_no_obstacle():
    document = docx.Document()
    document.add_paragraph("물빛과")
    data = saved(document)
    strict = changed(
        data,
        "word/document.xml",
        lambda xml: xml.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )
    assert texts(read(strict)) == ["물빛과"]
    dangling = changed(
        data,
        "word/_rels/document.xml.rels",
        lambda xml: xml.replace(
            b"</Relationships>",
            b'<Relationship Id="rId98" Type="http://x/image" Target="../NULL"/></Relationships>',
        ),
    )
    assert texts(read(dangling)) == ["물빛과"]
    macros = changed(
        data,
        "[Content_Types].xml",
        lambda xml: xml.replace(
            b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"vnd.ms-word.document.macroEnabled.main+xml",
        ),
    )
    assert texts(read(macros)) == ["물빛과"]


def test_what_is_made_to_do_harm_is_refused():
    document = docx.Document()
    document.add_paragraph("물빛과")
    data = saved(document)
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    outside = changed(data, "word/document.xml", lambda xml: entity + xml[xml.index(b"?>") + 2 :])
    with pytest.raises(Hostile, match=r"다\.$"):
        read(outside)
    wide = changed(data, "word/document.xml", lambda _: entity.decode().encode("utf-16"))
    with pytest.raises(Hostile):
        read(wide)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    with pytest.raises(Hostile):
        read(bomb.getvalue())
    with pytest.raises(Hostile):
        read(data, Limits(entries=3))
    with pytest.raises(TooLarge):
        read(data, Limits(expanded_bytes=1000))
    nested = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60
    with pytest.raises(Hostile):
        made(nested)
    document.add_table(5, 5)
    with pytest.raises(TooLarge):
        read(saved(document), Limits(cells=20))


def test_what_is_encrypted_damaged_or_blank_is_refused():
    document = docx.Document()
    data = saved(document)
    with pytest.raises(Empty, match=r"다\.$"):
        read(data)
    flagged = bytearray(data)
    at = flagged.index(b"PK\x01\x02") + 8
    flagged[at] |= 1
    with pytest.raises(Locked):
        read(bytes(flagged))
    with pytest.raises(Malformed):
        read(data[: len(data) // 2])
    with pytest.raises(Malformed):
        read(changed(data, "word/document.xml", lambda xml: xml[:-40]))


def test_damaged_files_end_in_an_error_of_ours():
    document = docx.Document()
    document.add_heading("제목", 1)
    document.add_table(2, 2).cell(0, 0).text = "1,200"
    document.add_paragraph("글", style="List Number")
    data = saved(document)
    broken = [
        changed(data, name, lambda xml, n=n: [*mutated(xml, 8)][n])
        for name in ("word/document.xml", "word/numbering.xml", "word/_rels/document.xml.rels")
        for n in range(8)
    ]
    refusals = []
    for one in [*mutated(data, 40), *broken]:
        try:
            read(one)
        except IngestError as error:
            refusals.append(str(error))
    assert len(refusals) > 30
    assert all(refusal.endswith("다.") for refusal in refusals)


@pytest.mark.samples
def test_the_word_twin_of_a_web_page_holds_the_same_cells(samples):
    from ingest.readers.html import HtmlReader

    data = (samples / "derived/jongno_settlement_2010.docx").read_bytes()
    assert sniff(data) is FileKind.DOCX
    page = (samples / "html/jongno_settlement_2010.html").read_bytes()
    web = HtmlReader().read(page, FileKind.HTML, LIMITS)

    def figures(content):
        return [
            sorted([(c, text.split()) for c, _, _, text in row] for row in cells(grid))
            for grid in grids(content.items)
        ]

    assert figures(read(data)) == figures(web)
