"""入口 · `python -m landsupply` is the command line."""

from landsupply.cli.main import run

run()
