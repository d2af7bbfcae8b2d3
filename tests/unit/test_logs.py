"""No word of a visitor can get into a log line, whatever a library logs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from bot.logs import OWN, WordlessFormatter, configure, event, failure

SECRET = "zijn naam is Karel"


@pytest.fixture
def written() -> Iterator[StringIO]:
    configure()
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(WordlessFormatter())
    logging.root.addHandler(handler)
    yield out
    logging.root.removeHandler(handler)


def test_what_a_library_logs_loses_its_words(written: StringIO) -> None:
    logging.getLogger("rasa.core").error("message %s", SECRET)
    logging.getLogger("sanic.error").error(f"bad form: {SECRET}")

    assert SECRET not in written.getvalue()
    assert "rasa.core" in written.getvalue()


def test_an_exception_loses_its_message_and_keeps_its_place(written: StringIO) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        failure("iets.mislukt", error)
        logging.getLogger("sqlalchemy").exception("failed")

    assert SECRET not in written.getvalue()
    assert "ValueError at test_logs.py" in written.getvalue()


def test_our_own_events_are_names_with_numbers(written: StringIO) -> None:
    event("opgeruimd", gesprekken=3)

    assert f"{OWN} opgeruimd gesprekken=3" in written.getvalue()


def test_structlog_says_nothing(written: StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    structlog.get_logger().error("processor.message.parse", parse_data_text=SECRET)

    captured = capsys.readouterr()
    assert SECRET not in captured.out + captured.err + written.getvalue()
