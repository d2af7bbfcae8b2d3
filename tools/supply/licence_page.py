"""docs/licenties.md, in Dutch: which software of others is in here, and under which terms."""

from __future__ import annotations

from collections.abc import Iterable

from tools.supply.licences import Licensed
from tools.supply.lock import PROJECT

PAGE = PROJECT / "docs/licenties.md"

HEAD = """# Licenties

Deze pagina maakt `make sbom`. Verander haar niet met de hand.

Advieslijn zelf heeft de licentie [EUPL-1.2](../LICENSE). Het programma gebruikt ook software van
anderen. Dat mag, als we ons houden aan de regels van hun licentie. Hier staat welke software dat
is, in welke versie en met welke licentie. Bij "product" staat wat nodig is om het programma te
gebruiken. Bij "ontwikkeling" staat wat alleen de makers nodig hebben. Een pakket kan zelf ook weer
software van anderen meebrengen. Die licenties zitten in het pakket.

Kennen we een licentie nog niet? Dan keurt de controle het pakket af. Welke licenties mogen, en
waarom, staat in `tools/supply/licences.yml`. Programma's kunnen dezelfde lijst lezen in
[sbom.json](sbom.json).

| pakket | versie | licentie | gebruikt in |
|---|---|---|---|
"""


def page(packages: Iterable[Licensed]) -> str:
    rows = [
        f"| {each.package.name} | {each.package.version} | {each.licence or 'onbekend'} "
        f"| {'ontwikkeling' if each.package.development else 'product'} |\n"
        for each in packages
    ]
    return HEAD + "".join(rows)
