"""`bogo audit` tells what does not add up, in every format, and nothing else."""

from __future__ import annotations

import csv
import io
import json

import pytest

from assistant.cli import main

REPORT = """2031년 주요업무계획

2031. 02.

하늘구 물빛과

Ⅰ. 일반현황

□ 예산현황

(단위: 천원)

구분\t2031년\t2030년 (당초예산)\t증감\t증감률(%)
합계\t3,000\t2,000\t1,000\t50.0
정책사업비\t2,400\t1,500\t900\t60.0
행정운영경비\t600\t500\t110\t20.0
"""


@pytest.fixture
def audited(home, tmp_path, capsys):
    file = tmp_path / "하늘구_물빛과.txt"
    file.write_text(REPORT, encoding="utf-8")
    assert main(["ingest", str(file)]) == 0
    capsys.readouterr()

    def run(*arguments):
        status = main(["audit", *arguments])
        return status, capsys.readouterr().out

    return run


def test_the_one_wrong_figure_is_told_with_its_line(audited):
    status, out = audited("--format", "json")
    (finding,) = json.loads(out)
    assert status == 0
    assert finding["kind"] == "change"
    assert (finding["printed"], finding["expected"], finding["difference"]) == ("110", "100", "10")
    line = REPORT.split("\n").index("행정운영경비\t600\t500\t110\t20.0") + 1
    assert finding["claim"]["lines"] == [line, line]
    assert "110천원" in finding["message"]
    assert {part["lines"][0] for part in finding["parts"]} == {line}


def test_the_table_names_document_line_and_both_values(audited):
    _, out = audited()
    assert all(told in out for told in ("증감", "하늘구_물빛과.txt", "110천원", "100천원"))


def test_csv_opens_as_rows(audited):
    _, out = audited("--format", "csv")
    header, row = csv.reader(io.StringIO(out))
    assert len(header) == len(row)
    assert row[header.index("적힌 값")] == "110천원"


def test_html_is_one_whole_page_without_outside_addresses(audited):
    _, out = audited("--format", "html")
    assert out.startswith("<!doctype html>")
    assert "110천원" in out
    assert "http" not in out


def test_a_report_that_adds_up_has_no_findings(audited, tmp_path, capsys):
    right = REPORT.replace("\t110\t", "\t100\t")
    file = tmp_path / "하늘구_물빛과.txt"
    file.write_text(right, encoding="utf-8")
    assert main(["ingest", str(file)]) == 0
    capsys.readouterr()
    assert "찾지 못했습니다" in audited()[1]


def test_an_unknown_document_is_one_sentence(audited):
    status, out = audited("없는문서.txt")
    assert status == 1
    assert out == ""
