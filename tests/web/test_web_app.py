"""Headers, origins, open paths and the API, over the whole application with Gradio in it."""

from __future__ import annotations

import itertools
import json
import re
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from web_fake_assistant import BROKEN, FIGURE, PORTAL, FakeAssistant

from assistant.answer import Answer
from assistant.web.api import file_name
from assistant.web.app import create_app
from assistant.web.guard import open_path, own_host

ASK = "/api/v1/ask"
PROOF = "/api/v1/proof"
JOIN = "/gradio_api/queue/join"


def is_error(response, status, code):
    assert response.status_code == status
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "id"}
    assert body["error"]["code"] == code
    assert re.fullmatch(r"[가-힣\w\d ,.()]+\.", body["error"]["message"])
    assert response.headers["x-content-type-options"] == "nosniff"
    return True


class TestHeaders:
    @pytest.mark.parametrize("path", ["/", "/healthz", "/theme.css", "/nothing", "/monitoring"])
    def test_every_response_is_covered(self, client, path):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "form-action 'self'" in policy
        assert "unsafe-eval" not in policy
        assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert headers["referrer-policy"] == "same-origin"

    def test_every_script_of_the_page_has_the_nonce_of_its_response(self, client):
        first, second = client.get("/"), client.get("/")
        nonce = re.search(r"'nonce-([^']+)'", first.headers["content-security-policy"])[1]
        assert first.text.count("<script") == first.text.count(f'<script nonce="{nonce}"') > 0
        assert nonce not in second.text
        assert first.headers["cache-control"] == "no-store"
        assert int(first.headers["content-length"]) == len(first.content)
        assert '<html\n\tlang="ko"' in first.text

    def test_head_of_the_page(self, client):
        assert client.head("/").status_code == 200


class TestOrigins:
    @pytest.mark.parametrize(
        ("method", "site", "origin", "host"),
        list(
            itertools.product(
                ["GET", "POST", "DELETE", "OPTIONS"],
                [None, "none", "same-origin", "same-site", "cross-site"],
                [None, "own", PORTAL, "https://evil.example", "null"],
                ["127.0.0.1:7860", "bogo-pc:7860"],
            )
        ),
    )
    def test_table(self, client, method, site, origin, host):
        said = f"http://{host}" if origin == "own" else origin
        headers = {"host": host, "sec-fetch-site": site, "origin": said}
        response = client.request(
            method, JOIN, headers={k: v for k, v in headers.items() if v is not None}, content=b"{}"
        )
        own_page = site in {None, "none", "same-origin"} and origin in {None, "own"}
        unsafe = method in {"POST", "DELETE"}
        if unsafe and not own_page and origin != PORTAL:
            assert is_error(response, 403, "origin_not_allowed")
        else:
            assert response.status_code != 403
        assert response.headers.get("access-control-allow-origin") in {
            None,
            PORTAL if origin == PORTAL else None,
        }
        assert "access-control-allow-credentials" not in response.headers

    def test_preflight_of_a_listed_origin(self, client):
        wanted = {"origin": PORTAL, "access-control-request-method": "POST"}
        response = client.options(ASK, headers=wanted | {"sec-fetch-site": "cross-site"})
        assert response.status_code == 200
        assert response.headers["access-control-allow-origin"] == PORTAL

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", PORTAL + ".evil.example"])
    def test_preflight_of_another_origin(self, client, origin):
        wanted = {"origin": origin, "access-control-request-method": "POST"}
        assert is_error(client.options(ASK, headers=wanted), 403, "origin_not_allowed")

    def test_host_that_somebody_else_could_own(self, client):
        rebound = {"host": "evil.example:7860", "origin": "http://evil.example:7860"}
        response = client.post(ASK, headers=rebound, json={"question": FIGURE})
        assert is_error(response, 421, "host_not_allowed")
        assert client.get("/", headers={"host": "portal.example.kr"}).status_code == 200

    @pytest.mark.parametrize(
        ("host", "ours"),
        [
            ("localhost", True),
            ("127.0.0.1:7860", True),
            ("[::1]:7860", True),
            ("10.1.2.3", True),
            ("bogo-pc", True),
            ("portal.example.kr", True),
            ("evil.example", False),
            ("127.0.0.1.evil.example", False),
            ("", False),
            ("[", False),
        ],
    )
    def test_own_host(self, host, ours):
        assert own_host(host, {"portal.example.kr"}) is ours


class TestPaths:
    @pytest.mark.parametrize(
        "path",
        [
            "/monitoring",
            "/monitoring/summary",
            "/docs",
            "/redoc",
            "/openapi.json",
            "/login",
            "/svelte/x.js",
            "/deep_link",
            "/manifest.json",
            "/gradio_api/info",
            "/gradio_api/openapi.json",
            "/gradio_api/runs",
            "/gradio_api/upload",
            "/gradio_api/upload_progress",
            "/gradio_api/proxy=https://example.com",
            "/gradio_api/file=/etc/passwd",
            "/gradio_api/file/etc/passwd",
            "/gradio_api/call/respond",
            "/gradio_api/run/predict",
            "/gradio_api/api/predict",
            "/gradio_api/component_server",
            "/gradio_api/vibe-code/",
            "/gradio_api/stream/a/b/c/playlist.m3u8",
            "/static/../../etc/passwd",
            "/assets/%2e%2e/%2e%2e/etc/passwd",
        ],
    )
    @pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
    def test_closed(self, client, method, path):
        response = client.request(method, path)
        assert response.status_code == 404
        if method != "HEAD":
            assert is_error(response, 404, "not_found")

    @pytest.mark.parametrize("path", ["/", "/theme.css", "/config", "/robots.txt"])
    def test_open(self, client, path):
        assert client.get(path).status_code == 200

    def test_a_route_that_gradio_adds_later_is_closed(self):
        assert not open_path("/gradio_api/something_new")
        assert not open_path("/assets/../gradio_api/upload")

    def test_no_event_has_a_public_name(self, client):
        config = client.get("/config").json()
        assert {d["api_visibility"] for d in config["dependencies"]} == {"private"}
        assert config["analytics_enabled"] is False
        assert config["footer_links"] == []


class TestApi:
    def test_an_answer_in_the_one_shape(self, client, fake):
        response = client.post(ASK, json={"question": FIGURE, "history": ["앞 질문"]})
        assert response.status_code == 200
        assert response.headers["content-type"] == "application/json"
        answer = Answer.model_validate_json(response.content)
        assert answer.values[0].value == 3615983
        assert response.json()["values"][0]["value"] == 3615983
        assert fake.asked[-1] == (FIGURE, ("앞 질문",))

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"[]",
            b"null",
            b'{"question": 1}',
            b'{"history": []}',
            b'{"question": "?", "history": "?"}',
            b'{"question": "?", "history": [1]}',
            b'{"question": "?", "more": 1}',
            b'{"question": "\\ud800"}',
            json.dumps({"question": "?", "history": ["?"] * 21}).encode(),
        ],
    )
    def test_bad_request(self, client, body):
        response = client.post(ASK, content=body, headers={"content-type": "application/json"})
        assert is_error(response, 422, "bad_request")

    def test_question_too_long(self, client):
        assert client.post(ASK, json={"question": "가" * 200}).status_code == 200
        assert is_error(client.post(ASK, json={"question": "가" * 201}), 422, "question_too_long")
        long = {"question": "?", "history": ["가" * 201]}
        assert is_error(client.post(ASK, json=long), 422, "question_too_long")

    @pytest.mark.parametrize("path", [ASK, JOIN])
    def test_body_too_large(self, client, path):
        assert is_error(client.post(path, content=b" " * 65_537), 413, "body_too_large")
        chunks = (b" " * 1000 for _ in range(70))
        assert is_error(client.post(path, content=chunks), 413, "body_too_large")

    def test_other_method(self, client):
        assert is_error(client.get(ASK), 404, "not_found")

    def test_a_fault_says_nothing_of_the_inside(self, client, caplog):
        response = client.post(ASK, json={"question": BROKEN})
        assert is_error(response, 500, "fault")
        assert "password" not in response.text
        assert response.json()["error"]["id"] in caplog.text

    def test_too_many_requests(self):
        with TestClient(create_app(FakeAssistant(), per_minute=2)) as client:
            asked = [client.post(ASK, json={"question": FIGURE}) for _ in range(3)]
        assert [response.status_code for response in asked] == [200, 200, 429]
        assert is_error(asked[2], 429, "too_many_requests")
        assert 0 < int(asked[2].headers["retry-after"]) <= 60

    def test_a_proof_is_a_file_named_after_the_question(self, client):
        response = client.post(PROOF, json={"question": FIGURE, "history": ["앞 질문"]})
        assert response.status_code == 200
        assert response.json() == [FIGURE, "앞 질문"]
        said = response.headers["content-disposition"]
        assert said.isascii()
        assert unquote(said) == (
            "attachment; filename*=UTF-8''근거_푸른과의_2025년_예산은_얼마입니까.json"
        )

    def test_a_proof_is_refused_as_an_answer_is(self, client):
        assert is_error(client.post(PROOF, json={"question": 1}), 422, "bad_request")
        assert is_error(client.post(PROOF, json={"question": "가" * 201}), 422, "question_too_long")
        assert is_error(client.post(PROOF, json={"question": BROKEN}), 500, "fault")
        assert is_error(client.get(PROOF), 404, "not_found")
        with TestClient(create_app(FakeAssistant(is_ready=False), per_minute=1)) as fresh:
            assert is_error(fresh.post(PROOF, json={"question": FIGURE}), 503, "not_ready")
            assert is_error(fresh.post(PROOF, json={"question": FIGURE}), 429, "too_many_requests")

    @pytest.mark.parametrize(
        ("question", "name"),
        [
            ("2025 소통담당관 예산은?", "근거_2025_소통담당관_예산은.json"),
            ("../../etc/passwd\r\n", "근거_etc_passwd.json"),
            ("?", "근거.json"),
            ("가" * 200, f"근거_{'가' * 40}.json"),
        ],
    )
    def test_names_of_proofs_are_safe(self, question, name):
        assert file_name(question) == name

    def test_health(self, client, fake):
        assert client.get("/healthz").json() == {"status": "ok", "documents": 2}

    def test_not_ready(self):
        with TestClient(create_app(FakeAssistant(is_ready=False))) as client:
            assert client.get("/healthz").status_code == 503
            assert is_error(client.post(ASK, json={"question": FIGURE}), 503, "not_ready")
