"""`bogo inspect`: one file as it was recovered, in three shapes, and nothing stored."""

from __future__ import annotations

import json
import re
import zipfile

import pytest

from assistant.cli import main
from assistant.cli.recovered import lines
from ingest.content import Cell, Grid, Line
from ingest.model import PageSource, Place, Trust
from ingest.understanding import understood

PLAN = (
    "2031년 주요업무계획\n\n하늘구 물빛과\n\n□ 예산현황\n\n(단위: 천원)\n구분\t2031년\n계\t1,200\n"
)


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "계획.txt"
    path.write_text(PLAN, "utf-8")
    return path


def run(capsys, *arguments):
    capsys.readouterr()
    status = main(["inspect", *map(str, arguments)])
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    return status, shown.out, shown.err


def test_text_shows_outline_and_tables(plan, capsys, home):
    status, out, _ = run(capsys, plan)
    assert status == 0
    assert out.startswith("제목: 2031년 주요업무계획\n문서: 물빛과 · 주요업무계획 · 2031년\n")
    assert "# 예산현황" in out
    assert "[표] 예산현황 (단위: 천원)\n구분 | 2031년\n--+--\n계 | 1,200" in out
    assert not home.exists()


def test_json_holds_every_figure(plan, capsys):
    _, out, _ = run(capsys, plan, "--format", "json")
    report = json.loads(out)
    figures = [figure for said in report["statements"] for figure in said.get("figures", ())]
    assert [(figure["printed"], figure["unit"]) for figure in figures] == [("1,200", "천원")]


def test_html_needs_no_other_file(plan, capsys, tmp_path):
    target = tmp_path / "계획.html"
    status, out, err = run(capsys, plan, "--format", "html", "-o", target)
    assert (status, out) == (0, "")
    assert str(target) in err
    page = target.read_text("utf-8")
    assert "<td" in page
    assert "1,200" in page
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!#|data:)[^"]+"', page)


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("없음.txt", None, "찾을 수 없습니다"),
        ("빈.hwp", b"", "빈 파일"),
        ("옛.hwp", b"HWP Document File V3.00 \x1a", "HWP 3.x"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_its_remedy(name, data, part, tmp_path, capsys):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    status, out, err = run(capsys, path)
    assert (status, out) == (1, "")
    assert part in err
    if name == "옛.hwp":
        assert "다시 저장해 주십시오." in err


def test_the_original_is_never_written_over(plan, capsys):
    status, _, err = run(capsys, plan, "-o", plan)
    assert status == 1
    assert "다른 이름" in err
    assert plan.read_text("utf-8") == PLAN


def test_a_folder_is_no_file(tmp_path, capsys):
    status, _, err = run(capsys, tmp_path)
    assert status == 1
    assert "폴더가 아니라 파일" in err


def test_an_archive_is_inspected_file_by_file(tmp_path, capsys):
    path = tmp_path / "묶음.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("계획.txt", PLAN)
    status, _, err = run(capsys, path)
    assert status == 1
    assert "압축" in err


def test_merged_cells_pages_and_doubts_are_shown():
    place = Place(page=2, page_source=PageSource.LAYOUT, trust=Trust.SCANNED)
    cells = (
        Cell(0, 0, (Line("구분"),), rows=2),
        Cell(0, 1, (Line("2031년"),), columns=2),
        Cell(1, 1, (Line("예산"),)),
        Cell(1, 2, (Line("집행"),)),
        Cell(2, 0, (Line("도로"),)),
        Cell(2, 1, (Line("100"),)),
        Cell(2, 2, (Line("90"),)),
    )
    from ingest.content import Content

    content = Content("x/y", (Grid(3, 3, cells, (place,) * 3),), pages=2, warnings=("덜 읽음.",))
    shown = list(lines(understood(content, b"", "표.hwp")))
    assert "참고: 덜 읽음." in shown
    assert "── 2쪽 (추정) ── ※ 스캔, 원본 확인 필요" in shown
    at = shown.index("구분 | 2031년 | ←")
    assert shown[at + 1] == "↑ | 예산 | 집행"
