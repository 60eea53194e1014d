"""Paragraphs, boxes, notes and numbering of OWPML as lines in reading order."""

from __future__ import annotations

import pytest
from hwp_making import body, cell, grid, package, paragraph, read, run, said, section, table, texts

from ingest.content import Grid, Line, Role
from ingest.errors import Empty
from ingest.owpml.numerals import numeral

HEADER = """<hh:head xmlns:hh="h">
<hh:numbering id="1" start="1">
  <hh:paraHead level="1" start="1" numFormat="ROMAN_CAPITAL">^1.</hh:paraHead>
  <hh:paraHead level="2" start="1" numFormat="DIGIT">^1.^2.</hh:paraHead>
</hh:numbering>
<hh:numbering id="2" start="1">
  <hh:paraHead level="1" start="3" numFormat="HANGUL_SYLLABLE">^1)</hh:paraHead>
</hh:numbering>
<hh:bullet id="1" char="□"/>
<hh:paraPr id="1"><hh:heading type="OUTLINE" idRef="0" level="0"/></hh:paraPr>
<hh:paraPr id="2"><hh:heading type="OUTLINE" idRef="0" level="1"/></hh:paraPr>
<hh:paraPr id="3"><hh:heading type="NUMBER" idRef="2" level="0"/></hh:paraPr>
<hh:paraPr id="4"><hh:heading type="BULLET" idRef="1" level="0"/></hh:paraPr>
</hh:head>"""


def box(inside: str, *, inline: bool = False, shape: str = "rect") -> str:
    return (
        f'<hp:{shape}><hp:pos treatAsChar="{int(inline)}"/><hp:drawText><hp:subList>'
        f"{paragraph(inside)}</hp:subList></hp:drawText></hp:{shape}>"
    )


def test_characters_between_the_text_are_written_into_it() -> None:
    inside = (
        "예산<hp:tab/>3,615<hp:lineBreak/>둘째<hp:nbSpace/>줄<hp:hyphen/>끝"
        '<hp:markpenBegin color="#FFFF00"/>강조<hp:markpenEnd/>\uf53a'
    )
    assert texts(body(paragraph(run(f"<hp:t>{inside}</hp:t>")))) == [
        "예산\t3,615\n둘째 줄-끝강조\uf53a"
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\U000f02b1 추진배경", "1. 추진배경"),
        ("\U000f02b9「조례」 개정", "9. 「조례」 개정"),
        ("\U000f02b11,500천원 집행", "①1,500천원 집행"),
        ("예산 \U000f02b2 1,500천원", "예산 ② 1,500천원"),
        ("1\U000f02ef2월", "1·2월"),
        ("\U000f03da 일반현황", "□ 일반현황"),
        ("2,0\u200b00\ufeff천원", "2,000천원"),
        ("사업번호 1203\u00ad1", "사업번호 1203-1"),
        ("\U000f0854 모르는 글자", "\U000f0854 모르는 글자"),
    ],
)
def test_characters_of_hancoms_own_are_written_as_they_look(text: str, shown: str) -> None:
    assert texts(body(paragraph(text))) == [shown]


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ((" \U000f02b2 ", "추진배경"), "2. 추진배경"),
        (("\U000f02b2", " 추진배경"), "2.  추진배경"),
        (("\U000f02b2", "1,500천원"), "②1,500천원"),
        (("\U000f02b2",), "②"),
        (("예산", "\U000f02b2", "추진배경"), "예산②추진배경"),
    ],
)
def test_a_number_in_a_box_may_be_set_otherwise_than_its_title(
    runs: tuple[str, ...], shown: str
) -> None:
    assert texts(body(paragraph("".join(said(text) for text in runs)))) == [shown]


def test_a_number_in_a_box_may_stand_behind_an_object() -> None:
    items = body(paragraph(run(box("상자", inline=True)) + said("\U000f02b1") + said("배경")))
    assert texts(items) == ["상자", "1. 배경"]


def test_a_run_that_nobody_sees_prints_nothing() -> None:
    assert texts(body(paragraph(said("예산") + said("\u200b") + said("\ufeff현황")))) == [
        "예산현황"
    ]


@pytest.mark.parametrize("year", [2011, 2016, 2024])
def test_namespaces_of_every_version_are_read(year: int) -> None:
    namespace = f"http://www.hancom.co.kr/hwpml/{year}/paragraph"
    assert texts(read(package(section(paragraph("본문"), namespace=namespace))).items) == ["본문"]


def test_what_tracked_changes_deleted_is_left_out_and_what_they_inserted_is_kept() -> None:
    inside = (
        '<hp:t>예산 <hp:deleteBegin Id="1"/>1,000<hp:deleteEnd Id="1"/>'
        '<hp:insertBegin Id="2"/>2,000<hp:insertEnd Id="2"/>천원</hp:t>'
    )
    assert texts(body(paragraph(run(inside)))) == ["예산 2,000천원"]


def test_a_deletion_goes_on_through_the_runs_of_a_paragraph() -> None:
    runs = (
        run('<hp:t>갑<hp:deleteBegin Id="1"/>을</hp:t>')
        + run(table(cell(0, 0, "지운 표")))
        + run('<hp:t>병<hp:deleteEnd Id="1"/>정</hp:t>')
    )
    assert texts(body(paragraph(runs))) == ["갑정"]


def test_hidden_comments_and_memos_are_left_out() -> None:
    inside = (
        f"<hp:ctrl><hp:hiddenComment><hp:subList>{paragraph('숨은 설명')}</hp:subList>"
        "</hp:hiddenComment></hp:ctrl>"
        f'<hp:ctrl><hp:fieldBegin type="MEMO"><hp:subList>{paragraph("메모")}</hp:subList>'
        "</hp:fieldBegin></hp:ctrl><hp:t>본문</hp:t><hp:ctrl><hp:fieldEnd/></hp:ctrl>"
    )
    assert texts(body(paragraph(run(inside)))) == ["본문"]


def test_numbers_and_bullets_that_hancom_makes_are_written_out() -> None:
    items = body(
        paragraph("일반현황", shape=1),
        paragraph("조직", shape=2),
        paragraph("인력", shape=2),
        paragraph("예산현황", shape=1),
        paragraph("세입", shape=2),
        paragraph("셋째부터", shape=3),
        paragraph("그다음", shape=3),
        paragraph("글머리", shape=4),
        header=HEADER,
    )
    assert texts(items) == [
        "I. 일반현황",
        "I.1. 조직",
        "I.2. 인력",
        "II. 예산현황",
        "II.1. 세입",
        "다) 셋째부터",
        "라) 그다음",
        "□ 글머리",
    ]
    levels = [(i.role, i.level) for i in items if isinstance(i, Line)]
    assert levels[:2] == [(Role.HEADING, 1), (Role.HEADING, 2)]
    assert levels[-1] == (Role.BODY, None)


def test_the_levels_that_only_newer_versions_know_are_numbered() -> None:
    deep = (
        '<hh:numbering id="1" start="1"><hh:paraHead level="8" start="1" numFormat="DIGIT">(^8)'
        '</hh:paraHead></hh:numbering><hh:paraPr id="5"><hp:switch xmlns:hp="p"><hp:case>'
        '<hh:heading type="OUTLINE" idRef="0" level="7"/></hp:case><hp:default>'
        '<hh:heading type="NONE" idRef="0" level="0"/></hp:default></hp:switch></hh:paraPr>'
    )
    head = f'<hh:head xmlns:hh="h">{deep}</hh:head>'
    assert texts(body(paragraph("세부", shape=5), header=head)) == ["(1) 세부"]


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("DIGIT", "23"),
        ("CIRCLED_DIGIT", "㉓"),
        ("CIRCLE_DIGIT", "㉓"),
        ("ROMAN_CAPITAL", "XXIII"),
        ("ROMAN_SMALL", "xxiii"),
        ("LATIN_SMALL", "w"),
        ("HANGUL_SYLLABLE", "23"),  # there are fourteen
        ("HANGUL_PHONETIC", "이십삼"),
        ("IDEOGRAPH", "二十三"),
        ("unheard of", "23"),
    ],
)
def test_forms_of_numbers(form: str, printed: str) -> None:
    assert numeral(23, form) == printed


def test_a_table_in_a_paragraph_stands_between_what_is_before_and_behind_it() -> None:
    items = body(paragraph(run(f"<hp:t>앞</hp:t>{table(cell(0, 0, '칸'))}<hp:t>뒤</hp:t>")))
    assert [i.text if isinstance(i, Line) else i.cells[0].text for i in items] == ["앞", "칸", "뒤"]


def test_a_paragraph_with_a_table_alone_is_that_table() -> None:
    items = body(paragraph(run(f"<hp:t> </hp:t>{table(cell(0, 0, '칸'))}<hp:t/>")))
    assert [type(item) for item in items] == [Grid]


def hung(inside: str, below: int, shape: str = "rect") -> str:
    place = f'<hp:pos treatAsChar="0" vertRelTo="PARA" vertOffset="{below}"/>'
    if shape == "tbl":
        return table(cell(0, 0, inside)).replace("<hp:pos", place + "<hp:gone", 1)
    return box(inside).replace('<hp:pos treatAsChar="0"/>', place)


def test_what_hangs_from_a_paragraph_is_read_from_above() -> None:
    items = body(
        paragraph(
            run(hung("1,234", 3000, "tbl") + hung("(단위: 천원)", 500) + hung("표 1", 2**32 - 9))
        )
    )
    assert [i.text if isinstance(i, Line) else i.cells[0].text for i in items] == [
        "표 1",
        "(단위: 천원)",
        "1,234",
    ]
    parted = run(hung("아래", 3000)) + said("본문") + run(hung("위", 0))
    assert texts(body(paragraph(parted))) == ["아래", "본문", "위"]


def test_a_box_beside_the_text_never_cuts_a_sentence() -> None:
    items = body(paragraph(run(f"<hp:t>예산은 </hp:t>{box('글상자')}<hp:t>3천원이다.</hp:t>")))
    assert [(i.text, i.role) for i in items if isinstance(i, Line)] == [
        ("예산은 3천원이다.", Role.BODY),
        ("글상자", Role.BOX),
    ]


def test_boxes_of_a_group_are_read_where_their_paragraph_stands() -> None:
    group = f'<hp:container><hp:pos treatAsChar="0"/>{box("하나")}{box("둘", shape="ellipse")}'
    items = body(paragraph("앞"), paragraph(run(group + "</hp:container>")), paragraph("뒤"))
    assert texts(items) == ["앞", "하나", "둘", "뒤"]
    assert texts(items, Role.BOX) == ["하나", "둘"]


def test_notes_follow_their_paragraph_with_their_number() -> None:
    number = (
        '<hp:ctrl><hp:autoNum num="2" numType="FOOTNOTE">'
        '<hp:autoNumFormat type="DIGIT" suffixChar=")"/></hp:autoNum></hp:ctrl>'
    )
    inner = paragraph(run(number + "<hp:t> 잠정치</hp:t>"))
    note = f"<hp:ctrl><hp:footNote><hp:subList>{inner}</hp:subList></hp:footNote></hp:ctrl>"
    items = body(paragraph(run(f"<hp:t>1,234</hp:t>{note}<hp:t>천원</hp:t>")), paragraph("다음"))
    # The mark of the note is no part of the figure: "1,2342)" would be another one.
    assert texts(items) == ["1,234천원", "2) 잠정치", "다음"]
    assert texts(items, Role.NOTE) == ["2) 잠정치"]


def test_a_note_in_a_cell_is_no_part_of_the_cell() -> None:
    note = f"<hp:ctrl><hp:footNote><hp:subList>{paragraph('잠정치')}</hp:subList></hp:footNote></hp:ctrl>"
    inside = paragraph(run(f"<hp:t>1,234</hp:t>{note}"))
    items = body(paragraph(run(table(cell(0, 0, inside)))))
    assert grid(items).cells[0].text == "1,234"
    assert texts(items, Role.NOTE) == ["잠정치"]


def test_running_heads_are_given_once() -> None:
    head = f"<hp:ctrl><hp:header><hp:subList>{paragraph('행정안전국')}</hp:subList></hp:header></hp:ctrl>"
    items = body(
        paragraph(run(head + "<hp:t>하나</hp:t>")), paragraph(run(head + "<hp:t>둘</hp:t>"))
    )
    assert texts(items, Role.RUNNING) == ["행정안전국"]
    assert texts(items, Role.BODY) == ["하나", "둘"]


def test_only_descriptions_that_a_person_wrote_are_given_for_pictures() -> None:
    by_itself = "그림입니다.\n원본 그림의 이름: image1.png\n원본 그림의 크기: 가로 719pixel"
    items = body(
        paragraph(run(f"<hp:pic><hp:shapeComment>{by_itself}</hp:shapeComment></hp:pic>")),
        paragraph(run("<hp:pic><hp:shapeComment>청사 전경</hp:shapeComment></hp:pic>")),
    )
    assert texts(items) == ["청사 전경"]
    assert {i.role for i in items if isinstance(i, Line)} == {Role.PICTURE}


def test_forms_and_overlapped_characters_are_text() -> None:
    inside = (
        '<hp:checkBtn caption="해당" value="CHECKED"/><hp:checkBtn caption="없음" value="UNCHECKED"/>'
        '<hp:compose composeText="주"/>'
        "<hp:dutmal><hp:mainText>漢字</hp:mainText><hp:subText>한자</hp:subText></hp:dutmal>"
    )
    assert texts(body(paragraph(run(inside)))) == ["☑해당☐없음주漢字(한자)"]


def test_a_document_without_any_text_is_empty() -> None:
    with pytest.raises(Empty) as caught:
        body(paragraph(" "), paragraph(run(table(cell(0, 0, "")))))
    assert caught.value.remedy
