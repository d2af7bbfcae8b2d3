"""What each command does. Imports stand inside: `advieslijn docs` should not load Rasa."""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import SettingInvalid, Settings, read_settings

if TYPE_CHECKING:
    from bot.bootstrap import Services

PROJECT = Path(__file__).parents[2]


def expected_errors() -> tuple[type[Exception], ...]:
    """Errors whose message tells the operator what to do; the others are ours."""
    from bot.casework.retention import TermInvalid
    from bot.dialogue.training import TrainingFailed
    from bot.encoder.encoder import EncoderDamaged
    from bot.melding.fields import FieldsInvalid
    from bot.reference.holidays import YearNotInTable
    from bot.services.accounts import LoginTaken, PasswordUnfit
    from bot.services.ports import ModelUnusable
    from bot.services.storage import StorageDown
    from bot.store.keys import CannotUnseal, KeyUnusable

    return (
        CannotUnseal, EncoderDamaged, FieldsInvalid, KeyUnusable, LoginTaken, ModelUnusable,
        PasswordUnfit, SettingInvalid, StorageDown, TermInvalid, TrainingFailed,
        YearNotInTable,
    )  # fmt: skip


def serve(_: argparse.Namespace) -> int:
    from bot.bootstrap import open_database, wire
    from bot.cli.machine import machine_user
    from bot.dialogue.training import model_file
    from bot.logs import configure
    from bot.web.app import create_app

    configure()  # before Rasa: unconfigured it prints what visitors say
    settings = read_settings()
    _check_holidays(date.today())
    database = open_database(settings)
    brain = _brain(model_file(settings.models))
    services = wire(settings, database, brain)
    first = services.accounts.first_account(machine_user())
    app = create_app(settings, services)
    app.before_server_start(lambda *_: _wake(services))
    app.after_server_start(lambda *_: _announce(settings, first))
    app.run(settings.host, settings.port, workers=1, access_log=False, debug=False)
    return 0


async def _wake(services: Services) -> None:
    """What is read at the first use is read now: who comes first, perhaps in danger, does not wait
    for it. The sentence is invented, and stored nowhere."""
    from bot.logs import failure
    from bot.services.ports import BrainFailed, Talk
    from bot.services.safety import alarm_of_text

    story = "Mijn buurman in Ede slaat zijn zoon van 6. Wat kan ik doen?"
    alarm_of_text(story)
    try:
        await services.outside.brain.understand(Talk(), story)
    except BrainFailed as error:  # the pages, and the rules of danger, go on without it
        failure("dialoog.mislukt", error)


def _check_holidays(today: date) -> None:
    """Terms cannot be counted in a year of which we do not know the holidays. Raises
    YearNotInTable."""
    from bot.cli.inhoud import too_few_holidays
    from bot.reference.holidays import must_be_known

    must_be_known(today.year)
    for line in too_few_holidays(today):
        print(f"advieslijn: {line}", file=sys.stderr, flush=True)


def _brain(model: Path):  # type: ignore[no-untyped-def]
    from bot.dialogue.brain import load_brain

    return load_brain(model)


async def _announce(settings: Settings, first: object) -> None:
    if isinstance(first, tuple):
        staff, password = first
        print(
            f"Eerste account voor de balie, wordt maar een keer getoond:\n"
            f"  inlognaam {staff.login}, eenmalig wachtwoord {password}\n"
            f"  {_works_for(settings)}",
            flush=True,
        )
    address = f"http://{settings.host}:{settings.port}"
    if settings.serves("chat"):
        print(f"Chat:  {address}/", flush=True)
    if settings.serves("balie"):
        print(f"Balie: {address}/balie", flush=True)
    if settings.shares_a_host:
        print(
            "advieslijn: chat and desk share one address. Where real people come, give each a host "
            "name of its own: see ADVIESLIJN_PARTS in docs/settings.md",
            file=sys.stderr,
            flush=True,
        )


def _works_for(settings: Settings) -> str:
    hours = settings.one_time_password_hours
    return f"Het werkt {hours} uur; bij de eerste keer inloggen kies je een eigen wachtwoord."


def train(asked: argparse.Namespace) -> int:
    from bot.dialogue.training import model_file
    from bot.dialogue.training import train as train_model

    models = read_settings().models
    if model_file(models).is_file() and not asked.force:
        print("The model is up to date.")
        return 0
    from bot.encoder.encoder import check_encoder

    check_encoder()
    print("Training the model; this takes one to three minutes.", flush=True)
    print(f"Trained {train_model(models, asked.force)}")
    return 0


def chat(asked: argparse.Namespace) -> int:
    from bot.cli.terminal import talk

    settings = read_settings()
    return asyncio.run(talk(asked.url or f"http://{settings.host}:{settings.port}"))


def db_upgrade(_: argparse.Namespace) -> int:
    from bot.bootstrap import open_database

    open_database(read_settings())
    print("The database is up to date.")
    return 0


def user_add(asked: argparse.Namespace) -> int:
    from bot.bootstrap import accounts_of
    from bot.casework.staff import Role
    from bot.cli.machine import machine_user

    settings = read_settings()
    staff, password = accounts_of(settings).open(
        asked.inlognaam, asked.naam, Role(asked.rol), asked.organisatie, machine=machine_user()
    )
    print(f"Added {staff.login}, wordt maar een keer getoond: eenmalig wachtwoord {password}")
    print(_works_for(settings))
    return 0


def organisation_list(_: argparse.Namespace) -> int:
    from bot.bootstrap import open_database

    with open_database(read_settings())() as work:
        for one in work.organisations.all():
            print(f"{one.id}  {one.name}  {one.host or 'every other address'}")
    return 0


def organisation_add(asked: argparse.Namespace) -> int:
    from bot.bootstrap import add_organisation
    from bot.cli.machine import machine_user

    added = add_organisation(read_settings(), asked.naam, asked.host.lower(), machine_user())
    print(f"Added organisation {added.id}.")
    return 0


def audit_verify(asked: argparse.Namespace) -> int:
    """Fails when a line was changed, put in or taken out."""
    from bot.bootstrap import verify_audit_log

    found = verify_audit_log(read_settings(), asked.kop)
    if found.broken_at is not None:
        print(f"Line {found.broken_at} is not as it was written, or lines are missing there.")
        return 1
    print(f"{found.lines} lines fit together. Keep the last one elsewhere: {found.head}")
    return 0


def retention(asked: argparse.Namespace) -> int:
    from bot.bootstrap import erase_now, terms_of

    settings = read_settings()
    for term in terms_of(settings).values():
        unsure = "" if term.sure else " (te besluiten)"
        print(f"{term.record}: {term.kept.days} dagen na {term.since}{unsure}. {term.source}")
    if asked.nu:
        counts = asyncio.run(erase_now(settings))
        for record, count in counts.items():
            print(f"Gewist: {count} x {record}")
        print(f"{sum(counts.values())} gewist.")
    return 0


def key_new(_: argparse.Namespace) -> int:
    from bot.bootstrap import new_key_line
    from bot.cli.machine import machine_user

    print(new_key_line(read_settings(), machine_user()))
    return 0


def key_rotate(_: argparse.Namespace) -> int:
    from bot.bootstrap import rotate_keys
    from bot.cli.machine import machine_user

    done = rotate_keys(read_settings(), machine_user())
    print(f"Sealed {done} values anew. Check it: advieslijn sleutel check")
    return 0


def key_check(_: argparse.Namespace) -> int:
    """Fails when a value does not open, or when an older key is still needed."""
    from bot.bootstrap import check_keys

    report = check_keys(read_settings())
    for number, count in report.sealed_by.items():
        print(f"Key {number} has sealed {count} values.")
    for place in report.broken:
        print(f"A value in {place} does not open.")
    if len(report.sealed_by) > 1:
        print("Older keys are still needed; run: advieslijn sleutel rotate")
    return 1 if report.broken or len(report.sealed_by) > 1 else 0


def analyse(_: argparse.Namespace) -> int:
    from bot.cli.analyse import analysed
    from bot.cli.lines import each_line
    from bot.dialogue.training import model_file
    from bot.logs import configure

    configure()
    brain = _brain(model_file(read_settings().models))
    if not brain.has_encoder:
        print("advieslijn: no encoder; words and rules alone. See models/encoder.", file=sys.stderr)
    with asyncio.Runner() as runner:
        return each_line(
            sys.stdin.buffer, lambda row: runner.run(analysed(brain, row)), sys.stdout, sys.stderr
        )


def masker(_: argparse.Namespace) -> int:
    from bot.cli.lines import each_line
    from bot.cli.masker import masked

    return each_line(sys.stdin.buffer, masked, sys.stdout, sys.stderr)


def inhoud(_: argparse.Namespace) -> int:
    """Fails when something must be read again before a release."""
    from bot.cli.inhoud import overdue, too_few_holidays

    late, few = overdue(date.today()), too_few_holidays(date.today())
    print("\n".join([*late, f"{len(late)} antwoorden en adviezen zijn verlopen.", *few]))
    return 1 if late or few else 0


def docs(_: argparse.Namespace) -> int:
    import json

    from bot.cli.privacy import privacy_page
    from bot.melding.export import example_export
    from bot.melding.render import json_schema, reference_page
    from bot.settings import reference_page as settings_page

    (PROJECT / "docs/fields.md").write_text(reference_page(), encoding="utf-8")
    for name, content in (("schema", json_schema()), ("voorbeeld", example_export())):
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        (PROJECT / f"docs/melding.{name}.json").write_text(text, encoding="utf-8")
    (PROJECT / "docs/settings.md").write_text(settings_page(), encoding="utf-8")
    (PROJECT / "docs/privacy.md").write_text(privacy_page(), encoding="utf-8")
    return 0


def rasa(arguments: list[str]) -> None:
    from bot.dialogue.rasa_command import run

    run(arguments)
