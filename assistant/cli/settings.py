"""`bogo settings`: every setting, what it is now and what it does."""

from __future__ import annotations

import os

import click

from assistant.cli.korean import Command
from assistant.cli.screen import say, say_json
from assistant.settings import SETTINGS, Settings


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="JSON으로 보여 줍니다.")
def settings(as_json: bool) -> None:
    """설정과 지금 값을 보여 줍니다.

    모든 설정은 환경 변수로 바꿉니다.
    """
    if as_json:
        say_json(
            [
                {
                    "env": setting.env,
                    "value": setting.shown(os.environ),
                    "default": setting.default,
                    "help": setting.help,
                }
                for setting in SETTINGS
            ]
        )
    else:
        for setting in SETTINGS:
            say(f"{setting.env}={setting.shown(os.environ)}")
            say(f"    {setting.help} 기본값: {setting.default or '없음'}")
    Settings.load(os.environ)  # a value that is not right is said, after all are shown
