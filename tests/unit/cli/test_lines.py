"""JSON lines in and out: a bad line costs only itself."""

from __future__ import annotations

import io
import json

import pytest

from bot.cli.lines import LineRefused, Row, each_line, text_of


def shout(row: Row) -> Row:
    return {"text": text_of(row).upper()}


def run(*lines: bytes) -> tuple[int, list[Row], list[str]]:
    out, errors = io.StringIO(), io.StringIO()
    code = each_line(lines, shout, out, errors)
    found = [json.loads(line) for line in out.getvalue().splitlines()]
    return code, found, errors.getvalue().splitlines()


def test_every_line_gets_its_answer_in_order() -> None:
    assert run(b'{"text": "een"}', b'{"text": "twee"}') == (
        0,
        [{"text": "EEN"}, {"text": "TWEE"}],
        [],
    )


def test_empty_lines_are_skipped() -> None:
    assert run(b"\n", b'{"text": "een"}', b"   \n") == (0, [{"text": "EEN"}], [])


def test_bad_lines_are_named_by_number_and_the_rest_is_done() -> None:
    code, found, errors = run(
        b'{"text": "goed"}', b"geen json", b'["text"]', b'{"text": 3}', b'{"text": "\xff"}',
        b"[" * 100_000, b'{"text": "ook goed"}',
    )  # fmt: skip

    assert code == 1
    assert [row["text"] for row in found] == ["GOED", "OOK GOED"]
    assert [error.split(":")[0] for error in errors] == [f"line {n}" for n in (2, 3, 4, 5, 6)]


def test_an_error_never_repeats_what_stood_in_the_line() -> None:
    _, _, errors = run(b'{"text": ["geheim"]}', b"geheim")

    assert errors
    assert "geheim" not in " ".join(errors)


def test_a_thousand_lines_with_broken_ones_in_between() -> None:
    lines = [b"{" if n % 10 == 0 else json.dumps({"text": str(n)}).encode() for n in range(1000)]

    code, found, errors = run(*lines)

    assert (code, len(found), len(errors)) == (1, 900, 100)


def test_a_refusal_says_what_was_expected() -> None:
    with pytest.raises(LineRefused, match='"text"'):
        text_of({"tekst": "hallo"})
