"""Reading a message opens no socket: the kernel kills the process at its first one (seccomp)."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

FORBID_SOCKETS = """
import ctypes, platform, struct
number = {"x86_64": 41, "aarch64": 198}[platform.machine()]
rule = struct.Struct("HBBI").pack
code = b"".join([
    rule(0x20, 0, 0, 0),           # the number of the system call
    rule(0x15, 0, 1, number),      # socket(2)?
    rule(0x06, 0, 0, 0x80000000),  # then the process ends
    rule(0x06, 0, 0, 0x7FFF0000),  # anything else is allowed
])
class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]
def forbid():
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.prctl(38, 1, 0, 0, 0) == 0  # no new privileges, which the next asks for
    program = Program(len(code) // 8, code)
    assert libc.prctl(22, 2, ctypes.byref(program), 0, 0) == 0, ctypes.get_errno()
forbid()
"""
READS = """
from bot.encoder.encoder import load_encoder
encoder = load_encoder()
for text in ("hij staat voor de deur", "kan ik anoniem bellen?", "x" * 5000):
    encoder.read(text)
print("read")
"""
OPENS = "import socket; socket.socket(); print('opened')"

pytestmark = pytest.mark.skipif(
    platform.system() != "Linux" or platform.machine() not in ("x86_64", "aarch64"),
    reason="seccomp is of Linux",
)


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", FORBID_SOCKETS + code], capture_output=True, text=True, check=False
    )


def test_the_encoder_loads_and_reads_where_a_socket_would_end_the_process() -> None:
    ended = run(READS)

    assert (ended.returncode, ended.stdout) == (0, "read\n"), ended.stderr[-500:]


def test_a_socket_does_end_that_process() -> None:
    ended = run(OPENS)

    assert ended.returncode != 0
    assert ended.stdout == ""
