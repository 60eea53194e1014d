"""Looking into the search: the API and the page, over a real library and over made-up findings."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from web_documents import HOSTILE, PLAN, stocked
from web_fake_assistant import BROKEN, XSS, FakeAssistant
from web_findings import SIGNALS, some

from assistant.finding import Conditions
from assistant.finding.telling import as_json
from assistant.web import render
from assistant.web.app import create_app

API, PAGE = "/api/v1/search", "/search"
QUESTION = "푸른과 2029년 정책사업비 예산은 얼마입니까?"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    with stocked(tmp_path_factory.mktemp("documents")) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def room(workspace):
    with TestClient(create_app(workspace.reading_room), base_url="http://127.0.0.1:7860") as client:
        yield client


def code(response):
    body = response.json()["error"]
    assert set(body) == {"code", "message", "id"}
    return response.status_code, body["code"]


class TestApi:
    def test_the_same_as_the_command_line(self, workspace, room):
        response = room.get(API, params={"q": QUESTION, "k": 3})
        assert response.status_code == 200
        findings = workspace.passages.find(QUESTION, (), Conditions(), 3)
        assert response.json() == as_json(findings)
        assert response.json()["found"][0]["cited"] is True
        assert response.headers["cache-control"] == "no-store"

    def test_conditions(self, room):
        found = room.get(API, params={"q": "예산", "document": PLAN, "year": "2030", "agency": ""})
        assert {one["document"]["name"] for one in found.json()["found"]} == {PLAN}

    def test_what_it_asks_for(self, client, fake):
        asked = {"q": " 예산 ", "agency": "푸른", "department": "과", "document": "계획"}
        client.get(API, params={**asked, "year": "2030", "k": "7"})
        assert fake.searched[-1] == ("예산", Conditions("계획", "푸른", "과", 2030), 7)

    def test_nothing_found_is_no_error(self, room):
        response = room.get(API, params={"q": "!!"})
        assert response.status_code == 200
        assert response.json()["found"] == []

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", (422, "empty_question")),
            ("q=", (422, "empty_question")),
            ("q=%20", (422, "empty_question")),
            ("q=a&k=0", (422, "bad_k")),
            ("q=a&k=51", (422, "bad_k")),
            ("q=a&k=x", (422, "bad_k")),
            ("q=a&k=-1", (422, "bad_k")),
            ("q=a&k=" + "9" * 40, (422, "bad_k")),
            ("q=a&year=30", (422, "bad_year")),
            ("q=a&year=x", (422, "bad_year")),
            ("q=a&q=b", (422, "bad_search")),
            ("q=a&departement=x", (422, "bad_search")),
            ("q=a&year=1999", (404, "no_match")),
            ("q=" + "a" * 501, (422, "question_too_long")),
        ],
    )
    def test_refusals(self, room, query, expected):
        assert code(room.get(f"{API}?{query}")) == expected

    def test_what_there_is_is_named(self, room):
        message = room.get(API, params={"q": "a", "year": "1999"}).json()["error"]["message"]
        assert message.endswith("있는 연도는 다음과 같습니다: 2030")

    def test_a_fault_is_one_sentence_with_a_number(self, client, caplog):
        response = client.get(API, params={"q": BROKEN})
        assert code(response) == (500, "search_fault")
        assert "password" not in response.text
        assert response.json()["error"]["id"] in caplog.text

    def test_not_ready(self):
        with TestClient(create_app(FakeAssistant(is_ready=False))) as client:
            response = client.get(API, params={"q": "a"})
        assert code(response) == (503, "not_ready")
        assert response.headers["retry-after"] == "5"

    def test_one_limit_for_questions_and_searches(self):
        with TestClient(create_app(FakeAssistant(), per_minute=3)) as client:
            assert client.post("/api/v1/ask", json={"question": "a"}).status_code == 200
            assert client.get(API, params={"q": "a"}).status_code == 200
            assert client.get(PAGE, params={"q": "a"}).status_code == 200
            assert client.get(PAGE).status_code == 200  # the form alone counts nothing
            response = client.get(API, params={"q": "a"})
            page = client.get(PAGE, params={"q": "a"})
        assert code(response) == (429, "too_many_requests")
        assert int(response.headers["retry-after"]) >= 1
        assert page.status_code == 429
        assert int(page.headers["retry-after"]) >= 1
        assert "질문이 너무 많습니다." in page.text

    def test_only_reading_is_possible(self, room):
        assert room.post(API, content=b"").status_code in (404, 405)
        assert room.post(PAGE, content=b"").status_code in (404, 405)


class TestPage:
    def test_the_form_alone(self, room):
        page = room.get(PAGE)
        assert page.status_code == 200
        assert "<article" not in page.text
        assert 'role="alert"' not in page.text
        for name in ("q", "agency", "department", "year", "document", "k"):
            assert f'<label for="f-{name}">' in page.text
            assert re.search(rf'<(?:input|select) id="f-{name}" name="{name}"', page.text)
        assert f'<option value="{PLAN}">' in page.text

    def test_what_was_typed_stays(self, room):
        page = room.get(PAGE, params={"q": "예산", "department": "푸른", "year": "2030", "k": "2"})
        assert 'name="q" value="예산"' in page.text
        assert 'name="department" value="푸른"' in page.text
        assert '<option value="2030" selected="selected">' in page.text
        assert 'name="k" value="2"' in page.text

    def test_a_passage_leads_into_the_reading_room_at_its_line(self, workspace, room):
        page = room.get(PAGE, params={"q": QUESTION}).text
        address = re.search(r'<article .*?<a href="([^"]+)"', page)[1]
        assert re.fullmatch(rf"documents/{workspace.find(PLAN).id}\?line=(\d+)#L\1", address)
        line = address.rpartition("#")[2]
        assert f'id="{line}"' in room.get(f"/{address}").text

    def test_the_cited_passage_is_marked_and_its_words_too(self, room):
        page = room.get(PAGE, params={"q": QUESTION}).text
        first = page.split("<article")[1]
        assert "답이 인용함 [1]" in first
        assert "<mark>정책사업비</mark>" in first

    def test_a_refusal_stands_under_the_form(self, room):
        page = room.get(PAGE, params={"q": "예산", "year": "1999"})
        assert page.status_code == 404
        assert "있는 연도는 다음과 같습니다: 2030" in page.text
        assert '<option value="1999" selected="selected">' in page.text

    def test_a_year_that_is_none_is_told(self, room):
        page = room.get(PAGE, params={"q": "예산", "year": "x"})
        assert page.status_code == 422
        assert "연도(year)는 네 자리 숫자로" in page.text

    def test_nothing_found(self, room):
        page = room.get(PAGE, params={"q": "!!"})
        assert page.status_code == 200
        assert "찾은 구절이 없습니다." in page.text

    @pytest.mark.parametrize("question", ["", " "])
    def test_an_empty_question(self, room, question):
        page = room.get(PAGE, params={"q": question})
        assert page.status_code == 422
        assert "질문이 비어 있습니다." in page.text

    def test_a_fault_is_one_sentence_with_a_number(self, client, caplog):
        page = client.get(PAGE, params={"q": BROKEN})
        assert page.status_code == 500
        assert "password" not in page.text
        assert re.search(r"오류 번호 (\w+)", page.text)[1] in caplog.text

    def test_a_fault_before_the_search_too(self):
        class Broken(FakeAssistant):
            def departments(self):
                raise RuntimeError("/비밀/경로 SELECT password")

        with TestClient(create_app(Broken())) as client:
            page = client.get(PAGE)
        assert page.status_code == 500
        assert "password" not in page.text
        assert "찾는 중에 문제가 생겼습니다." in page.text

    def test_from_the_list_of_documents(self, room):
        assert '<a href="../search">검색 살펴보기</a>' in room.get("/documents/").text

    def test_all_addresses_are_relative(self, room):
        page = room.get(PAGE, params={"q": QUESTION}).text
        found = re.findall(r'(?:href|src|action)="([^"]*)"', page)
        assert found
        assert not [address for address in found if address.startswith(("/", "http"))]

    def test_the_strict_policy(self, room):
        for params in ({}, {"q": QUESTION}, {"q": ""}):
            response = room.get(PAGE, params=params)
            policy = response.headers["content-security-policy"]
            assert "unsafe" not in policy
            assert "style-src 'self';" in policy
            for forbidden in ("<script", " style=", "<style"):
                assert forbidden not in response.text

    def test_the_files_of_the_page(self, room):
        for name in re.findall(r'rel="stylesheet" href="([^"]+)"', room.get(PAGE).text):
            response = room.get(f"/{name}")
            assert response.status_code == 200
            assert response.headers["content-type"].startswith("text/css")
            assert "://" not in response.text


class TestReasons:
    @pytest.fixture
    def cards(self):
        return render.search(render.Form("예산"), "보고", some("예산")).split("<article")[1:]

    def test_every_signal_has_its_name_its_number_and_its_bar(self, cards):
        names = ("낱말", "이웃한 두 낱말", "머리글의 낱말", "뜻이 가까운 낱말", "new_one")
        for name, value in zip(names, SIGNALS.values(), strict=True):
            row = cards[0].split(f'<th scope="row">{name}</th>')[1].split("</tr>")[0]
            assert f">{value:.4g}</td>" in row
            assert "<svg" in row
        assert cards[0].count('aria-hidden="true"') == len(SIGNALS)

    def test_bars_are_on_one_scale(self, cards):
        widths = re.findall(
            r'<rect width="([\d.]+)" height="10"( class="bogo-minus")?', "".join(cards)
        )
        assert [float(width) for width, _ in widths] == [100.0, 42.9, 21.4, 11.9, 2.4, 71.4]
        assert [bool(minus) for _, minus in widths] == [False, False, False, True, False, False]

    def test_both_legs(self, cards):
        assert "1위 · BM25 12.35" in cards[0]
        assert "3위 · 코사인 0.712" in cards[0]
        assert "<dt>뜻 검색</dt><dd>찾지 못함</dd>" in cards[1]

    def test_what_only_the_answer_led_to(self, cards):
        assert "검색은 찾지 못했고, 답이 인용하여 나왔습니다." in cards[2]
        assert "<table" not in cards[2]

    def test_without_lines_the_block_is_the_address(self, cards):
        assert 'href="documents/d1?line=17#L17"' in cards[0]
        assert 'href="documents/d1?block=9#b9"' in cards[1]
        assert "4쪽" in cards[1]

    def test_how_it_was_read(self):
        page = render.search(render.Form("예산"), "보고", some("예산"))
        assert "‘예싼’은 ‘예산’으로 읽었습니다." in page
        assert "답이 인용한 구절을 앞에 두고" in page


class TestPayloads:
    def test_what_a_document_says_is_text(self, client):
        page = client.get(PAGE, params={"q": f"{XSS} 질문", "agency": XSS}).text
        assert "&lt;img src=x" in page
        assert not re.search(r"<(?:img|script)", page)
        assert not re.search(r'<[^>]*"[^">]*" on\w+=', page)

    def test_a_hostile_report(self, room):
        page = room.get(PAGE, params={"q": "2030년 업무보고 현황", "document": HOSTILE}).text
        assert "<article" in page
        assert not re.search(r"<(?:img|script)", page)

    def test_what_is_typed_is_text(self, client):
        page = client.get(PAGE, params={"q": "a", "k": '"><script>', "year": '"><script>'}).text
        assert "<script" not in page
