"""Writes down what this project is built from, or checks it.

make sbom                        writes docs/sbom.json and docs/licenties.md
python -m tools.supply --check   writes nothing; fails on a licence or a version that is refused
"""

from __future__ import annotations

import argparse
from datetime import date

from tools.supply.advisories import advisories, refused
from tools.supply.licence_page import PAGE, page
from tools.supply.licences import NotInstalled, licensed, not_allowed, read_rules
from tools.supply.lock import PROJECT, read_lock
from tools.supply.sbom import SBOM, sbom


def main() -> int:
    ask = argparse.ArgumentParser(prog="tools.supply", description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--check", action="store_true", help="write nothing")
    locked, rules = read_lock(), read_rules()
    only_check = ask.parse_args().check
    try:
        packages = licensed(locked, rules)
    except NotInstalled as error:
        print(error)
        return 1
    if not only_check:
        for path, text in ((SBOM, sbom()), (PAGE, page(packages))):
            path.write_text(text, encoding="utf-8")
            print(f"Written: {path.relative_to(PROJECT)}")
    problems = [*not_allowed(packages, rules), *refused(locked, advisories(), date.today())]
    print("\n".join([*problems, f"{len(locked)} packages, {len(problems)} refused."]))
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
