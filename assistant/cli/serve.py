"""`bogo serve`: the chat page."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from assistant.cli.korean import Command
from assistant.cli.screen import Stop, progress_bar, say, warn
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.wiring import Workspace


@click.command(cls=Command)
@click.option("--host", metavar="HOST", help="듣는 주소. 기본값은 BOGO_HOST입니다.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="PORT",
    help="듣는 포트. 기본값은 BOGO_PORT입니다.",
)
def serve(host: str | None, port: int | None) -> None:
    """채팅 화면을 엽니다.

    읽어 들인 문서가 없으면 예시 보고서를 먼저 읽어 들입니다. 임베딩 설정이 바뀌었으면
    앞의 색인으로 답하면서 새 색인을 만듭니다. Ctrl+C로 끝냅니다.
    """
    from assistant.wiring import Workspace

    settings = Settings.load(os.environ)
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    with Workspace.open(settings) as workspace, workspace.ready_to_serve(progress_bar, warn):
        workspace.reading_room.ready()  # load the index now, not with the first question
        _serve(workspace, settings)


def _serve(workspace: Workspace, settings: Settings) -> None:
    from assistant.web.app import create_app
    from assistant.web.server import ServeError
    from assistant.web.server import serve as run

    app = create_app(
        workspace.reading_room,
        allowed_origins=settings.allowed_origins,
        max_question=settings.max_question,
        allow_hub=settings.allow_hub,
        images=workspace.page_images,
    )
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    say(f"http://{host}:{settings.port} 에서 열립니다. Ctrl+C로 끝냅니다.")
    try:
        run(app, settings.host, settings.port)
    except ServeError as error:
        raise Stop(str(error)) from error
