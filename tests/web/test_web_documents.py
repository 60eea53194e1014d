"""The reading room over a real library: pages, anchors, parts, refusals and headers."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from web_documents import HOSTILE, LONG, OFFICES, PLAN, PLAN_TEXT, shown, stocked
from web_fake_assistant import FakeAssistant

from assistant.web.app import create_app
from assistant.web.ports import Spot
from assistant.wiring.parts import MOST, parts, starts
from index.types import EVERYTHING
from ingest.model import Check

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    with stocked(tmp_path_factory.mktemp("documents")) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def room(workspace):
    with TestClient(create_app(workspace.reading_room), base_url="http://127.0.0.1:7860") as client:
        yield client


@pytest.fixture(scope="module")
def address(workspace):
    return lambda name: f"/documents/{workspace.find(name).id}"


def ids(page):
    return re.findall(r' id="([^"]+)"', page)


class TestPages:
    def test_the_list_links_to_every_document(self, room, address):
        page = room.get("/documents/").text
        for name in (PLAN, HOSTILE, LONG):
            assert f'href="{address(name).removeprefix("/documents/")}"' in page
        assert "답할 수 있는 자료 3건" in page

    def test_without_the_slash_one_is_sent_on(self, room):
        response = room.get("/documents", follow_redirects=False)
        assert response.headers["location"] == "documents/"
        assert room.get("/documents").status_code == 200

    def test_every_line_of_the_original_has_a_name(self, room, address):
        found = ids(room.get(address(PLAN)).text)
        assert len(found) == len(set(found))
        lines = [int(name[1:]) for name in found if re.fullmatch(r"L\d+", name)]
        assert sorted(lines) == list(range(1, len(PLAN_TEXT.split("\n")) + 1))

    def test_every_block_has_a_name(self, workspace, room, address):
        found = set(ids(room.get(address(PLAN)).text))
        assert {f"b{block.id}" for block in shown(workspace, PLAN).blocks} <= found

    def test_a_line_that_goes_on_is_one_line_with_two_names(self, room, address):
        page = room.get(address(PLAN)).text
        assert "나서서 마을마다 숲을 하나씩" in page
        assert 'id="L30" class="bogo-ln" title="원문 30~31행"' in page
        assert '<span id="L31">' in page

    def test_projects_found_in_the_list_are_shown_where_they_begin(self, room, address):
        page = room.get(address(PLAN)).text
        assert page.count('class="bogo-title">푸른 숲 가꾸기 ') == 1
        assert page.index("푸른 숲 가꾸기 <span") < page.index('id="L28"')

    def test_cells_say_where_they_stand(self, room, address):
        page = room.get(address(PLAN)).text
        assert "푸른과 › 정책사업비 × 2029년&#10;" in page
        assert "연차별 소요재원 › 2031년&#10;" in page
        assert "&#10;원문 20행&#10;맞지 않음&#10;푸른과" in page
        assert "99,001천원 다릅니다." in page

    def test_report_text_is_not_damaged(self, room, address):
        assert "홍보 3월~5월, 점검 10월~12월" in room.get(address(PLAN)).text

    def test_payloads_in_a_report_are_text(self, room, address):
        page = room.get(address(HOSTILE)).text
        assert page.count("<script") == 1
        assert "&lt;img src=x" in page
        assert not re.search(r"<(?:img|svg)", page)
        assert not re.search(r'<[^>]*"[^">]*" on\w+=', page)

    def test_a_document_without_its_original_is_still_shown(self, workspace):
        library = workspace._library
        document = workspace.find(PLAN)
        report = library.catalogue.report(document.id, EVERYTHING)
        library.catalogue._originals.drop(report.source.sha256)
        try:
            page = shown(workspace, PLAN)
            assert page.lines == ()
            assert len(page.blocks) == len(report.blocks)
        finally:
            library.catalogue.keep_original(report.source.sha256, PLAN_TEXT.encode())

    def test_lines_of_another_revision_are_not_shown_with_this_one(self, workspace, monkeypatch):
        catalogue = workspace._library.catalogue
        monkeypatch.setattr(type(catalogue), "original", lambda *_: b"another text\n")
        assert shown(workspace, PLAN).lines == ()

    def test_checks_are_counted_over_the_document(self, workspace):
        counts = dict(shown(workspace, PLAN).checks)
        assert counts[Check.CONTRADICTED] == 1
        assert counts[Check.CONFIRMED] > 20


class TestParts:
    def test_a_short_report_is_one_part(self, workspace):
        assert len(shown(workspace, PLAN).parts) == 1

    def test_a_long_report_is_cut_at_its_departments(self, workspace):
        page = shown(workspace, LONG)
        assert [part.title for part in page.parts] == [
            f"2030년 주요업무계획 ~ {OFFICES[1]}",
            OFFICES[2],
        ]
        assert page.blocks[0].id == 0

    @pytest.mark.parametrize("most", [1, 7, 100, 1_500, 10_000])
    def test_parts_cover_every_block_once_and_are_never_too_large(self, workspace, most):
        for name in (PLAN, LONG):
            report = workspace._library.catalogue.report(workspace.find(name).id, EVERYTHING)
            cut = parts(report, starts(report), most)
            assert [block for part in cut for block in part] == list(range(len(report.blocks)))
            assert max(len(part) for part in cut) <= most

    def test_rows_of_tables_count(self, workspace):
        report = workspace._library.catalogue.report(workspace.find(PLAN).id, EVERYTHING)
        rows = [len(b.table.grid) if b.table else 1 for b in report.blocks]
        for part in parts(report, starts(report), 12):
            assert sum(rows[block] for block in part) <= 12

    def test_a_blank_line_between_two_parts_is_found(self, workspace, room, address):
        line = shown(workspace, LONG, part=1).parts[0].lines[1] + 1
        assert f'id="L{line}"' in room.get(f"{address(LONG)}?line={line}").text

    def test_an_empty_report_has_one_empty_part(self, workspace):
        report = workspace._library.catalogue.report(workspace.find(PLAN).id, EVERYTHING)
        empty = replace(report, blocks=(), statements=())
        assert parts(empty, starts(empty)) == [range(0)]

    def test_an_address_leads_to_the_part_that_holds_the_place(self, workspace, room, address):
        last = shown(workspace, LONG, part=2)
        block, line = last.blocks[10].id, last.blocks[10].place.first_line
        for query in (f"line={line}", f"block={block}", "part=2"):
            page = room.get(f"{address(LONG)}?{query}").text
            assert f'id="L{line}"' in page
            assert f'id="b{block}"' in page
            assert 'href="?part=2" aria-current="page"' in page
        assert f'id="L{line}"' not in room.get(address(LONG)).text

    def test_every_line_is_in_exactly_one_part(self, workspace, room, address):
        total = sum(len(shown(workspace, LONG, part=n).lines) for n in (1, 2))
        names = [
            name
            for n in (1, 2)
            for name in ids(room.get(f"{address(LONG)}?part={n}").text)
            if name.startswith("L")
        ]
        assert len(names) == len(set(names)) == total

    def test_outline_leads_into_the_other_part(self, workspace, room, address):
        page = shown(workspace, LONG)
        section = next(s for s in page.sections if s.title == OFFICES[2])
        assert f'href="?part=2#s{section.id}"' in room.get(address(LONG)).text
        assert f'href="#s{section.id}"' in room.get(f"{address(LONG)}?part=2").text

    @pytest.mark.parametrize("query", ["line=x", "line=-1", "line=" + "9" * 30, "block=", "part=٣"])
    def test_nonsense_in_the_address_shows_the_beginning(self, room, address, query):
        response = room.get(f"{address(LONG)}?{query}")
        assert response.status_code == 200
        assert 'id="L1"' in response.text

    @pytest.mark.parametrize("query", ["line=99999999", "block=99999999"])
    def test_behind_the_end_is_the_last_part(self, room, address, query):
        assert 'href="?part=2" aria-current' in room.get(f"{address(LONG)}?{query}").text

    def test_a_part_that_is_not_there(self, room, address):
        assert room.get(f"{address(LONG)}?part=3").status_code == 404
        assert room.get(f"{address(LONG)}?part=0").status_code == 404

    def test_a_page_of_the_largest_size_is_made_quickly(self, workspace, room, address):
        assert len(shown(workspace, LONG).blocks) > MOST * 0.9
        took = []
        for _ in range(3):
            begin = time.perf_counter()
            assert room.get(address(LONG)).status_code == 200
            took.append(time.perf_counter() - begin)
        assert min(took) < 1.0  # seconds; a third of it where nothing else runs


class TestRefusals:
    @pytest.mark.parametrize("id", ["nothing", "0" * 12, "%3Cscript%3E", "..%2F..", "가"])
    def test_an_unknown_document(self, room, id):
        response = room.get(f"/documents/{id}", headers=HTML)
        assert response.status_code == 404
        if "html" in response.headers["content-type"]:
            assert "그런 문서가 없습니다." in response.text
            assert response.text.count("<script") == 1
        assert response.headers["x-content-type-options"] == "nosniff"

    def test_a_program_gets_the_shape_of_every_error(self, room):
        response = room.get("/documents/nothing")
        assert response.status_code == 404
        assert response.json()["error"]["code"] == "no_document"

    def test_a_removed_document_is_gone(self, tmp_path):
        with stocked(tmp_path) as workspace:
            document = workspace.find(PLAN)
            room = workspace.reading_room
            assert room.document(document.id, Spot())
            workspace.remove(PLAN, lambda *_: None)
            assert room.document(document.id, Spot()) is None

    def test_a_fault_is_one_sentence_with_a_number(self, caplog):
        class Broken(FakeAssistant):
            def document(self, id, spot):
                raise RuntimeError("/비밀/경로 SELECT password")

        with TestClient(create_app(Broken())) as client:
            response = client.get("/documents/d1", headers=HTML)
        assert response.status_code == 500
        assert "password" not in response.text
        assert re.search(r"오류 번호 (\w+)", response.text)[1] in caplog.text

    @pytest.mark.parametrize("path", ["/documents/a/b", "/documents.html", "/documents/../x"])
    def test_other_paths_stay_closed(self, room, path):
        assert room.get(path).status_code == 404

    def test_only_reading_is_possible(self, room, address):
        assert room.post(address(PLAN), content=b"").status_code in (404, 405)
        assert room.head(address(PLAN)).status_code == 200


class TestHeaders:
    def test_pages_have_the_strict_policy(self, room, address):
        for path in ("/documents/", address(PLAN), "/documents/nothing"):
            response = room.get(path, headers=HTML)
            policy = response.headers["content-security-policy"]
            assert "unsafe" not in policy
            assert "style-src 'self';" in policy
            nonce = re.search(r"'nonce-([^']+)'", policy)[1]
            assert response.text.count("<script") == 1
            assert f'<script nonce="{nonce}" src="../documents.js"' in response.text
            assert ' style="' not in response.text
            assert "<style" not in response.text

    def test_the_files_of_the_pages(self, room):
        for name, kind in (
            ("palette.css", "text/css"),
            ("documents.css", "text/css"),
            ("documents.js", "text/javascript"),
        ):
            response = room.get(f"/{name}")
            assert response.status_code == 200
            assert response.headers["content-type"].startswith(kind)

    def test_nothing_is_fetched_from_elsewhere(self, room, address):
        for path in (
            "/documents/",
            address(PLAN),
            "/palette.css",
            "/documents.css",
            "/documents.js",
        ):
            assert "://" not in room.get(path).text

    def test_both_colour_schemes_are_those_of_the_chat(self, room):
        def colours(text):
            return re.findall(r"(--bogo-[\w-]+): (#\w+);", text)

        chat = room.get("/palette.css").text.split(".dark {")[1]
        assert colours(room.get("/documents.css").text) == colours(chat) != []
