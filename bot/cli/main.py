"""`advieslijn <command>`: what there is, and how errors are told."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

# Threads of numerical libraries wait for one another by spinning, which makes a busy machine slow;
# to be set before any of them is imported, hence above all other imports.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from bot.cli import commands  # noqa: E402

Command = Callable[[argparse.Namespace], int]


def main(arguments: list[str] | None = None) -> None:
    """Runs a command and ends the process with its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["rasa"]:  # everything behind it is Rasa's
        commands.rasa(given[1:])
        return
    asked = _parser().parse_args(given)
    run: Command = asked.run
    try:
        code = run(asked)
    except commands.expected_errors() as error:
        print(f"advieslijn: {error}", file=sys.stderr)
        code = 1
    except (KeyboardInterrupt, BrokenPipeError):
        code = 130
    sys.exit(code)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="advieslijn", description="Chat assistant for Veilig Thuis: advice, meldingen, desk."
    )
    todo = parser.add_subparsers(required=True, metavar="command")

    serve = todo.add_parser("serve", help="serve the chat, the desk and the API")
    serve.set_defaults(run=commands.serve)

    train = todo.add_parser("train", help="train the model when its sources have changed")
    train.add_argument("--force", action="store_true", help="train even if it is up to date")
    train.set_defaults(run=commands.train)

    chat = todo.add_parser("chat", help="the same conversation in the terminal")
    chat.add_argument("--url", help="of the server; default: the one of the settings")
    chat.set_defaults(run=commands.chat)

    database = todo.add_parser("db", help="the database").add_subparsers(required=True)
    upgrade = database.add_parser("upgrade", help="bring it to the newest migration")
    upgrade.set_defaults(run=commands.db_upgrade)

    user = todo.add_parser("user", help="accounts of the desk").add_subparsers(required=True)
    add = user.add_parser("add", help="add a colleague; prints a one-time password")
    add.add_argument("inlognaam")
    add.add_argument("naam")
    roles = ["medewerker", "coordinator", "beheerder", "auditor"]
    add.add_argument("--rol", choices=roles, default="medewerker")
    add.add_argument("--organisatie", type=int, default=1, help="number; default: the first")
    add.set_defaults(run=commands.user_add)

    organisation = todo.add_parser("organisatie", help="organisations of Veilig Thuis")
    of_organisations = organisation.add_subparsers(required=True)
    listed = of_organisations.add_parser("list", help="their numbers, names and addresses")
    listed.set_defaults(run=commands.organisation_list)
    another = of_organisations.add_parser("add", help="add one, with the address of its chat")
    another.add_argument("naam")
    another.add_argument("host", help="such as chat.voorbeeld.nl")
    another.set_defaults(run=commands.organisation_add)

    kept = todo.add_parser("bewaartermijnen", help="how long what is kept, and why")
    kept.add_argument("--nu", action="store_true", help="erase now what is older")
    kept.set_defaults(run=commands.retention)

    audit = todo.add_parser("audit", help="the log of what colleagues did")
    verify = audit.add_subparsers(required=True).add_parser("verify", help="check every line")
    verify.add_argument("--kop", help="the last line of an earlier check; it must still be there")
    verify.set_defaults(run=commands.audit_verify)

    keys = todo.add_parser("sleutel", help="encryption keys").add_subparsers(required=True)
    new = keys.add_parser("new", help="print a new key; nothing is stored")
    new.set_defaults(run=commands.key_new)
    rotate = keys.add_parser("rotate", help="seal with a new key what older ones have sealed")
    rotate.set_defaults(run=commands.key_rotate)
    check = keys.add_parser("check", help="open all that the keys have sealed")
    check.set_defaults(run=commands.key_check)

    analyse = todo.add_parser("analyse", help='JSONL {"id","text"} in, one JSON line each out')
    analyse.set_defaults(run=commands.analyse)

    masker = todo.add_parser("masker", help='JSONL {"text"} in; out without personal data')
    masker.set_defaults(run=commands.masker)

    inhoud = todo.add_parser("inhoud", help="content that must be read again before a release")
    inhoud.set_defaults(run=commands.inhoud)

    docs = todo.add_parser("docs", help="write fields, settings and privacy in docs anew")
    docs.set_defaults(run=commands.docs)

    todo.add_parser("rasa", help="Rasa's own commands, such as: rasa data validate --domain domain")
    return parser
