"""网页命令 · python -m landsupply.web serve|work|rebuild|createadmin: what the command line starts."""

from __future__ import annotations

from landsupply.web.command import run

if __name__ == "__main__":
    raise SystemExit(run())
