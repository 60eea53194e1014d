"""Pictures of pages over HTTP: the right page, bounds, two at once, and refusals."""

from __future__ import annotations

import hashlib
import io
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import httpx
import pytest
from fastapi.testclient import TestClient
from PIL import Image
from web_documents import PLAN, stocked
from web_serving import serving

from assistant.web.app import create_app
from assistant.web.ports import PageNotDrawn, PagesBusy
from assistant.wiring.image_cache import ImageCache
from assistant.wiring.page_images import WIDTHS, StoredPages
from index.types import EVERYTHING
from ingest.errors import TooLarge
from ingest.rendering import NoPage, rendered

HTML = {"accept": "text/html"}


def pdf(shade: float) -> bytes:
    """One page, 200 by 300 points, all of one grey."""
    fill = f"{shade} g 0 0 200 300 re f"
    return (
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents 4 0 R >>\nendobj\n"
        f"4 0 obj\n<< /Length {len(fill)} >>\nstream\n{fill}\nendstream\nendobj\n"
        "trailer << /Size 5 /Root 1 0 R >>\n"
    ).encode()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    with stocked(tmp_path_factory.mktemp("pages")) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def store(workspace):
    """Puts bytes into the library as a document of a name; its id."""
    catalogue = workspace._library.catalogue
    report = catalogue.report(workspace.find(PLAN).id, EVERYTHING)

    def put(name, data, media_type="application/pdf"):
        sha256 = hashlib.sha256(data).hexdigest()
        source = replace(
            report.source, name=name, sha256=sha256, size=len(data), media_type=media_type
        )
        catalogue.keep_original(sha256, data)
        catalogue.put(replace(report, source=source), origin=name)
        return next(d.id for d in catalogue.documents(EVERYTHING) if d.name == name)

    return put


@pytest.fixture(scope="module")
def scanned(store):
    return store("문서.pdf", pdf(0.5))


@pytest.fixture(scope="module")
def room(workspace):
    app = create_app(workspace.reading_room, images=workspace.page_images)
    with TestClient(app, base_url="http://127.0.0.1:7860") as client:
        yield client


@pytest.fixture
def pages(workspace, tmp_path):
    """Pictures with a cache of their own, drawn by what the test says."""

    def make(draw=rendered, **options):
        return StoredPages(workspace._library.catalogue, tmp_path / "kept", draw=draw, **options)

    return make


class Drawing:
    """Draws nothing, slowly; counts."""

    def __init__(self, seconds=0.0, raises=None, size=1000):
        self.seconds, self.raises, self.size = seconds, raises, size
        self.calls = []
        self.now = self.most = 0
        self._lock = threading.Lock()

    def __call__(self, data, page, width):
        with self._lock:
            self.calls.append((page, width))
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(self.seconds)
        with self._lock:
            self.now -= 1
        if self.raises:
            raise self.raises
        return b"\x89PNG" + bytes(self.size - 4)


class TestAddress:
    def test_a_page(self, room, scanned):
        answer = room.get(f"/documents/{scanned}/pages/1.png?width=400")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["cache-control"] == "private, no-cache"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        picture = Image.open(io.BytesIO(answer.content)).convert("L")
        assert picture.size == (400, 600)
        assert picture.getpixel((200, 300)) == pytest.approx(128, abs=2)

    def test_over_a_real_server(self, workspace, scanned):
        app = create_app(workspace.reading_room, images=workspace.page_images)
        with serving(app) as url, httpx.Client(base_url=url) as client:
            got = client.get(f"documents/{scanned}/pages/1.png")
            head = client.head(f"documents/{scanned}/pages/1.png")
        assert Image.open(io.BytesIO(got.content)).width == 1200
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == got.headers["content-length"]

    @pytest.mark.parametrize(
        ("asked", "given"),
        [("1", 400), ("400", 400), ("401", 800), ("99999", 2000), ("-5", 1200), ("x", 1200),
         ("9" * 5000, 1200), ("", 1200), ("٤٠٠", 1200)],
    )  # fmt: skip
    def test_few_widths(self, room, scanned, asked, given):
        answer = room.get(f"/documents/{scanned}/pages/1.png", params={"width": asked})
        assert Image.open(io.BytesIO(answer.content)).width == given

    def test_a_place_is_marked(self, room, scanned):
        plain = room.get(f"/documents/{scanned}/pages/1.png?width=400")
        marked = room.get(f"/documents/{scanned}/pages/1.png?width=400&mark=20,30,60,50")
        assert marked.headers["etag"] != plain.headers["etag"]
        before, after = (Image.open(io.BytesIO(one.content)) for one in (plain, marked))
        assert before.size == after.size
        with_points = before.info["dpi"][0] / 72
        inside, outside = (40 * with_points, 40 * with_points), (90 * with_points, 90 * with_points)
        colours = [one.convert("RGB").getpixel(tuple(map(int, inside))) for one in (before, after)]
        assert colours[0] != colours[1]
        same = [one.convert("RGB").getpixel(tuple(map(int, outside))) for one in (before, after)]
        assert same[0] == same[1]

    @pytest.mark.parametrize("mark", ["", "1,2,3", "a,b,c,d", "1,2,3,999999", "1,2,3,nan"])
    def test_a_mark_that_is_none_marks_nothing(self, room, scanned, mark):
        plain = room.get(f"/documents/{scanned}/pages/1.png?width=400").content
        assert room.get(f"/documents/{scanned}/pages/1.png?width=400&mark={mark}").content == plain

    def test_what_has_not_changed_is_not_sent_again(self, room, scanned):
        address = f"/documents/{scanned}/pages/1.png?width=400"
        tag = room.get(address).headers["etag"]
        again = room.get(address, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert room.get(address.replace("400", "800")).headers["etag"] != tag

    def test_a_new_original_is_a_new_picture(self, room, store):
        stored = store("바뀌는.pdf", pdf(0))
        before = room.get(f"/documents/{stored}/pages/1.png")
        assert store("바뀌는.pdf", pdf(1)) == stored
        after = room.get(
            f"/documents/{stored}/pages/1.png", headers={"if-none-match": before.headers["etag"]}
        )
        assert after.status_code == 200
        assert Image.open(io.BytesIO(after.content)).convert("L").getpixel((9, 9)) == 255

    def test_a_scan_that_is_a_picture_itself(self, room, store):
        stream = io.BytesIO()
        Image.new("L", (500, 700), 90).save(stream, "PNG")
        stored = store("스캔.png", stream.getvalue(), "image/png")
        answer = room.get(f"/documents/{stored}/pages/1.png?width=400")
        assert Image.open(io.BytesIO(answer.content)).size == (400, 560)


class TestRefusals:
    @pytest.mark.parametrize(
        "page", ["0", "2", "-1", "99999", "999999", "x", "1e3", "%2e%2e", "1%00", "²"]
    )
    def test_pages_that_are_not_there(self, room, scanned, page):
        answer = room.get(f"/documents/{scanned}/pages/{page}.png")
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "no_page"

    def test_documents_that_are_not_there_or_have_no_pages(self, room, workspace):
        for other in ("0" * 12, "..", workspace.find(PLAN).id):
            assert room.get(f"/documents/{other}/pages/1.png").status_code == 404

    def test_people_get_a_page(self, room, scanned):
        answer = room.get(f"/documents/{scanned}/pages/7.png", headers=HTML)
        assert answer.status_code == 404
        assert "쪽 그림으로 볼 수 없는" in answer.text
        assert answer.headers["content-type"].startswith("text/html")

    def test_a_damaged_file(self, room, store):
        stored = store("깨진.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 9)
        answer = room.get(f"/documents/{stored}/pages/1.png")
        assert answer.status_code == 422
        assert answer.json()["error"]["message"].startswith("파일이 깨져")

    def test_nothing_else_may_be_done(self, room, scanned):
        assert room.post(f"/documents/{scanned}/pages/1.png").status_code == 404

    def test_busy(self, workspace):
        class Busy:
            def tag(self, *_):
                return "t"

            def png(self, *_):
                raise PagesBusy

        with TestClient(create_app(workspace.reading_room, images=Busy())) as client:
            answer = client.get("/documents/x/pages/1.png", headers={"host": "127.0.0.1:7860"})
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "3"
        assert answer.json()["error"]["code"] == "pages_busy"

    def test_without_pictures_there_is_no_address(self, workspace, scanned):
        with TestClient(create_app(workspace.reading_room)) as client:
            answer = client.get(
                f"/documents/{scanned}/pages/1.png", headers={"host": "127.0.0.1:7860"}
            )
        assert answer.status_code == 404


class TestDrawing:
    def test_once_for_many_who_ask_at_once(self, pages, scanned):
        draw = Drawing(0.2)
        images = pages(draw)
        with ThreadPoolExecutor(6) as pool:
            found = list(pool.map(lambda _: images.png(scanned, 1, 400), range(6)))
        assert draw.calls == [(1, 400)]
        assert len(set(found)) == 1

    def test_few_at_once_and_the_rest_wait(self, pages, scanned):
        draw = Drawing(0.1)
        images = pages(draw)
        with ThreadPoolExecutor(5) as pool:
            list(pool.map(lambda width: images.png(scanned, 1, width), WIDTHS))
        assert len(draw.calls) == 5
        assert draw.most == 2

    def test_too_many_are_sent_away_at_once(self, pages, scanned):
        images = pages(Drawing(0.5))

        def ask(page):
            try:
                return images.png(scanned, page, 400)
            except PagesBusy:
                return "busy"

        with ThreadPoolExecutor(20) as pool:
            found = list(pool.map(ask, range(1, 21)))
        assert 8 <= found.count("busy") <= 12
        assert images.png(scanned, 1, 800)  # and afterwards there is room again

    def test_kept_pictures_need_no_drawing_and_no_turn(self, pages, scanned):
        first = Drawing()
        png = pages(first).png(scanned, 1, 400)
        second = Drawing(raises=AssertionError())
        assert pages(second).png(scanned, 1, 400) == png
        assert second.calls == []

    @pytest.mark.parametrize("raised", [TooLarge("너무 오래 걸립니다."), NoPage("1쪽까지")])
    def test_what_failed_is_not_tried_with_every_visit(self, pages, scanned, raised):
        draw = Drawing(raises=raised)
        images = pages(draw)
        for _ in range(3):
            if isinstance(raised, NoPage):
                assert images.png(scanned, 9, 400) is None
            else:
                with pytest.raises(PageNotDrawn, match="오래"):
                    images.png(scanned, 9, 400)
        assert len(draw.calls) == 1

    def test_an_original_that_is_gone(self, pages, store, workspace):
        data = pdf(0.25)
        stored = store("사라진.pdf", data)
        workspace._library.catalogue._originals.drop(hashlib.sha256(data).hexdigest())
        draw = Drawing()
        assert pages(draw).png(stored, 1, 400) is None
        assert draw.calls == []


class TestKeeping:
    def test_the_folder_is_bounded_and_the_oldest_goes_first(self, tmp_path):
        cache = ImageCache(tmp_path / "kept", 3_500)
        for key in ("a", "b", "c"):
            cache.put(key, bytes(1_000))
            time.sleep(0.01)
        assert cache.get("a") == bytes(1_000)  # used now, so b is the oldest
        cache.put("d", bytes(1_000))
        assert [key for key in "abcd" if cache.get(key)] == ["a", "c", "d"]
        assert sum(path.stat().st_size for path in (tmp_path / "kept").iterdir()) <= 3_500

    def test_what_is_larger_than_all_room_is_not_kept(self, tmp_path):
        cache = ImageCache(tmp_path / "kept", 100)
        cache.put("a", bytes(101))
        assert cache.get("a") is None

    def test_leftovers_of_a_crash_go_too(self, tmp_path):
        (tmp_path / ".new-left").write_bytes(bytes(5_000))
        time.sleep(0.01)
        ImageCache(tmp_path, 3_000).put("a", bytes(1_000))
        assert [path.name for path in tmp_path.iterdir()] == ["a.png"]

    def test_a_folder_that_cannot_be_written_costs_nothing_else(self, tmp_path):
        (tmp_path / "kept").write_text("a file", "utf-8")
        cache = ImageCache(tmp_path / "kept", 1_000)
        cache.put("a", b"x")
        assert cache.get("a") is None

    @pytest.mark.parametrize("key", ["", "../a", "a/b", "A", "a.b"])
    def test_keys_are_plain(self, tmp_path, key):
        with pytest.raises(ValueError, match="이름"):
            ImageCache(tmp_path, 10).get(key)

    def test_many_pictures_stay_within_the_bound(self, pages, scanned, tmp_path):
        images = pages(Drawing(size=1_000), most_bytes=5_000)
        for page in range(1, 21):
            images.png(scanned, page, 400)
        kept = list((tmp_path / "kept").iterdir())
        assert 1 <= len(kept) <= 5

    def test_nothing_of_a_document_stays_when_it_is_taken_out(self, workspace, store):
        stored = store("비밀.pdf", pdf(0.75))
        assert workspace.page_images.png(stored, 1, 400)
        workspace.remove(stored, lambda *_: None)
        assert list((workspace._settings.home / "page-images").iterdir()) == []
        assert workspace.page_images.png(stored, 1, 400) is None
