import json

import pytest

from assistant.cli import main
from assistant.settings import (
    SETTINGS,
    SettingError,
    Settings,
    reckon_on_one_thread,
    stay_on_this_machine,
)


def test_the_defaults_hold_in_an_empty_environment():
    settings = Settings.load({})
    assert (settings.host, settings.port, settings.embedding) == ("127.0.0.1", 7860, "kiwi")
    assert settings.database_url is None
    assert settings.allowed_origins == ()
    assert not settings.allow_hub
    assert settings.max_file_mb == 100
    assert settings.home.is_absolute()


def test_every_setting_has_a_variable_a_default_and_a_sentence():
    for setting in SETTINGS:
        assert setting.env == f"BOGO_{setting.name.upper()}"
        assert setting.help.endswith(".")
        setting.read({})
    assert len({setting.env for setting in SETTINGS}) == len(SETTINGS)


def test_variables_are_read():
    settings = Settings.load(
        {
            "BOGO_HOME": "~/자료",
            "BOGO_PORT": "8080",
            "BOGO_ALLOW_HUB": "YES",
            "BOGO_DATABASE_URL": "postgresql+psycopg://bogo@db/bogo",
            "BOGO_ALLOWED_ORIGINS": "https://www.example.go.kr/, http://a.example:8000",
            "BOGO_MAX_FILE_MB": " ",
        }
    )
    assert settings.home.name == "자료"
    assert "~" not in str(settings.home)
    assert settings.port == 8080
    assert settings.allow_hub
    assert settings.allowed_origins == ("https://www.example.go.kr", "http://a.example:8000")
    assert settings.max_file_mb == 100


@pytest.mark.parametrize(
    ("env", "value"),
    [
        ("BOGO_PORT", "포트"),
        ("BOGO_PORT", "0"),
        ("BOGO_PORT", "70000"),
        ("BOGO_MAX_FILE_MB", "-1"),
        ("BOGO_MAX_QUESTION", "²"),
        ("BOGO_ALLOW_HUB", "아마도"),
        ("BOGO_DATABASE_URL", "bogo.db"),
        ("BOGO_ALLOWED_ORIGINS", "www.example.go.kr"),
        ("BOGO_ALLOWED_ORIGINS", "https://a.example/path"),
        ("BOGO_ALLOWED_ORIGINS", "*"),
        ("BOGO_HOME", "~nobody-of-this-name/x"),
        ("BOGO_LLM", "qwen3-8b"),
        ("BOGO_LLM", "openai:"),
        ("BOGO_LLM", "Qwen/Qwen3-8B"),
        ("BOGO_LLM_URL", "127.0.0.1:8000"),
        ("BOGO_LLM_URL", "ftp://127.0.0.1/v1"),
        ("BOGO_LLM_URL", "http://"),
        ("BOGO_LLM_FIRST_SECONDS", "0"),
        ("BOGO_LLM_TOTAL_SECONDS", "빨리"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_the_variable(env, value):
    with pytest.raises(SettingError, match=rf"^환경 변수 {env}에는 .* 적어 주십시오\.$"):
        Settings.load({env: value})


def test_a_password_is_never_shown():
    (setting,) = [s for s in SETTINGS if s.name == "database_url"]
    shown = setting.shown({"BOGO_DATABASE_URL": "postgresql+psycopg://bogo:s3cret@db:5432/bogo"})
    assert shown == "postgresql+psycopg://bogo:***@db:5432/bogo"


def test_a_language_model_is_named_by_its_provider():
    environ = {"BOGO_LLM": "openai:qwen3:8b", "BOGO_LLM_URL": "http://127.0.0.1:11434/v1"}
    settings = Settings.load(environ)
    assert (settings.llm, settings.llm_url) == ("openai:qwen3:8b", "http://127.0.0.1:11434/v1")
    assert (settings.llm_first_seconds, settings.llm_total_seconds) == (8, 30)
    assert Settings.load({}).llm == ""


def test_a_key_is_never_shown(capsys, monkeypatch):
    monkeypatch.setenv("BOGO_LLM_KEY", "s3cret")
    monkeypatch.setenv("BOGO_DEBUG", "true")
    assert "s3cret" not in repr(Settings.load({"BOGO_LLM_KEY": "s3cret"}))
    for arguments in (["settings"], ["settings", "--json"]):
        assert main(arguments) == 0
        shown = capsys.readouterr()
        assert "s3cret" not in shown.out + shown.err
        assert "***" in shown.out
    (setting,) = [s for s in SETTINGS if s.secret]
    assert setting.env == "BOGO_LLM_KEY"
    assert setting.shown({}) == ""


def test_stray_variables_do_not_send_questions_elsewhere():
    environ = {"OPENAI_BASE_URL": "https://a.example", "OPENAI_API_KEY": "own", "OPENAI_PROXY": "x"}
    stay_on_this_machine(environ)
    assert environ.get("OPENAI_API_KEY") == "own"  # the official service, where BOGO_LLM names it
    assert not {"OPENAI_BASE_URL", "OPENAI_PROXY"} & set(environ)


def test_nothing_is_reported_and_nothing_downloaded():
    environ = {"LANGSMITH_TRACING": "true", "HF_HUB_OFFLINE": "0"}
    stay_on_this_machine(environ)
    assert environ["LANGSMITH_TRACING"] == "false"
    assert environ["GRADIO_ANALYTICS_ENABLED"] == "False"
    assert environ["HF_HUB_OFFLINE"] == "1"


def test_the_hub_is_open_only_where_it_is_allowed():
    environ = {"BOGO_ALLOW_HUB": "on", "LANGSMITH_TRACING": "true"}
    stay_on_this_machine(environ)
    assert "HF_HUB_OFFLINE" not in environ
    assert environ["LANGSMITH_TRACING"] == "false"


def test_the_table_is_shown(capsys, monkeypatch):
    monkeypatch.setenv("BOGO_PORT", "8081")
    assert main(["settings"]) == 0
    out = capsys.readouterr().out
    assert "BOGO_PORT=8081" in out
    assert all(setting.env in out and setting.help in out for setting in SETTINGS)
    assert main(["settings", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["env"] for row in rows] == [setting.env for setting in SETTINGS]


def test_the_table_is_shown_even_where_a_value_is_wrong(capsys, monkeypatch):
    monkeypatch.setenv("BOGO_PORT", "x")
    assert main(["settings"]) == 2
    shown = capsys.readouterr()
    assert "BOGO_PORT=x" in shown.out
    assert shown.err.count("\n") == 1
    assert "BOGO_PORT" in shown.err


@pytest.mark.parametrize(("before", "after"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "4"}, "4")])
def test_small_sums_are_done_on_one_thread_unless_somebody_says_otherwise(before, after):
    environ = dict(before)
    reckon_on_one_thread(environ)
    assert environ["OPENBLAS_NUM_THREADS"] == after
