"""Puts uv into a folder, from the address and with the checksum that uv.lock has for it.

    python3 tools/get_uv.py .tools

Needs nothing but a Python 3 of any age: on a fresh machine there may be no pip and no venv.
"""

import hashlib
import io
import os
import platform
import re
import sys
import urllib.request
import zipfile

LOCK = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "uv.lock")


def wheel_of_this_machine(lock):
    """(address, sha256) of uv's wheel for this kind of processor."""
    package = re.search(r'\[\[package\]\]\nname = "uv"\n.*?(?=\n\[\[package\]\]|\Z)', lock, re.S)
    for address, checksum in re.findall(
        r'url = "([^"]+\.whl)", hash = "sha256:([0-9a-f]{64})"', package.group(0) if package else ""
    ):
        if "manylinux" in address and platform.machine() in address:
            return address, checksum
    raise SystemExit("uv.lock has no uv for {}; install uv by hand".format(platform.machine()))


def main(folder):
    with open(LOCK, encoding="utf-8") as file:
        address, checksum = wheel_of_this_machine(file.read())
    with urllib.request.urlopen(address) as answer:  # noqa: S310  the address is in the lock
        wheel = answer.read()
    if hashlib.sha256(wheel).hexdigest() != checksum:
        raise SystemExit("{} is not what uv.lock says it is".format(address))
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        name = next(n for n in archive.namelist() if n.endswith("/scripts/uv"))
        program = archive.read(name)
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "uv")
    with open(path + ".new", "wb") as file:
        file.write(program)
    os.chmod(path + ".new", 0o755)  # noqa: S103  a program
    os.replace(path + ".new", path)


if __name__ == "__main__":
    main(sys.argv[1])
