"""A list of all that is locked, in CycloneDX: docs/sbom.json, for who scans or buys this.

uv writes it from uv.lock. What would differ at every run is taken out, so that a test can hold the
file equal to the lock: the time, the serial number, and references numbered by their place in the
list. Packages that only developers need are `excluded`: CycloneDX' word for "not at run time".
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from uv import find_uv_bin

from tools.supply.lock import OURSELVES, PROJECT, read_lock

SBOM = PROJECT / "docs/sbom.json"


def sbom() -> str:
    """JSON; asks nothing of the network. Raises CalledProcessError when uv cannot read the lock."""
    listed = json.loads(_exported())
    del listed["serialNumber"], listed["metadata"]["timestamp"]
    for_developing = {each.name for each in read_lock() if each.development}
    for component in listed["components"]:
        excluded = component["name"] in for_developing
        component["scope"] = "excluded" if excluded else "required"
    return json.dumps(_renamed(listed), indent=1) + "\n"


def _exported() -> str:
    done = subprocess.run(  # noqa: S603
        [
            find_uv_bin(), "export", "--quiet", "--offline", "--frozen", "--all-groups",
            "--python", sys.executable,
            "--format", "cyclonedx1.5",
        ],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    return done.stdout


def _renamed(listed: dict[str, Any]) -> dict[str, Any]:
    """With the address of a package (purl) as its reference: a new package then changes its own
    lines only."""
    components = [listed["metadata"]["component"], *listed["components"]]
    names = {each["bom-ref"]: each.get("purl", OURSELVES) for each in components}
    for component in components:
        component["bom-ref"] = names[component["bom-ref"]]
    for needed in listed["dependencies"]:
        needed["ref"] = names[needed["ref"]]
        if "dependsOn" in needed:
            needed["dependsOn"] = sorted(names[each] for each in needed["dependsOn"])
    listed["dependencies"].sort(key=lambda needed: needed["ref"])
    return listed
