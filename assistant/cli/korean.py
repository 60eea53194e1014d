"""click, speaking Korean: headings, the help option, and what people typed wrong."""

from __future__ import annotations

import inspect
import re
from typing import Any, cast

import click

HELP = "이 도움말을 보여 줍니다."


class UnknownCommand(click.UsageError):
    """There is no such command; the message is Korean already."""


class Command(click.Command):
    """A command whose help page is Korean."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="쓰는 법: ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The lines as written: click wraps by letters, and a Korean letter is two columns wide."""
        formatter.write_paragraph()
        for line in inspect.cleandoc(self.help or "").splitlines():
            formatter.write(f"  {line}".rstrip() + "\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        rows = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section("선택 사항"):
            formatter.write_dl([(name, _in_korean(text)) for name, text in rows])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP
        return option


class Group(Command, click.Group):
    """Commands under one name; they are listed in the order in which they were added."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, self.commands[name].get_short_help_str(100)) for name in self.commands]
        with formatter.section("명령"):
            formatter.write_dl(rows)
        super().format_options(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise UnknownCommand(f"없는 명령입니다: {args[0]}", ctx)
        return super().resolve_command(ctx, args)


def explain(error: click.ClickException) -> str:
    """What was typed wrong, in one Korean sentence."""
    match error:
        case click.NoSuchOption():
            return f"없는 선택 사항입니다: {error.option_name}"
        case click.MissingParameter():
            return f"빠진 것이 있습니다: {_name(error)}"
        case click.BadParameter():
            return f"{_name(error)}에 맞지 않는 값입니다{_allowed(error.param)}."
        case click.BadOptionUsage():
            return f"값이 있어야 하거나 값이 없어야 하는 선택 사항입니다: {error.option_name}"
        case UnknownCommand():
            return error.message
        case click.UsageError():
            return "명령의 쓰임이 맞지 않습니다."
        case _:
            return error.format_message()


def _in_korean(help: str) -> str:
    return re.sub(r"\s*\[[\dx<=>]+\]$", "", help).replace("[required]", "[꼭 적습니다]")


def _name(error: click.BadParameter) -> str:
    param = error.param
    if param is None:
        return str(error.param_hint or "값")
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name


def _allowed(param: click.Parameter | None) -> str:
    kind: Any = param.type if param else None
    if isinstance(kind, click.Choice):
        return f"(쓸 수 있는 값: {', '.join(map(str, cast('Any', kind.choices)))})"
    if isinstance(kind, click.IntRange):
        return f"({kind.min}부터{f' {kind.max}까지' if kind.max is not None else ''}의 정수)"
    return ""
