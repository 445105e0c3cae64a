"""网页命令 · Serving, working, rebuilding rows, the first account; each sets up the application before it begins."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import django

from landsupply.web.examples import place_of_example

_THREADS = 8
#: What is larger is cut off at the door, without words: nobody sends it by mistake.
_MOST = 512 << 20


def run(arguments: Sequence[str] | None = None) -> int:
    """命令 · The exit code of a verb."""
    parsed = _parser().parse_args(arguments)
    if parsed.home:
        os.environ["LANDSUPPLY_HOME"] = str(Path(parsed.home).resolve())
    if getattr(parsed, "demo", ""):
        os.environ.setdefault("LANDSUPPLY_PLACE", place_of_example(parsed.demo))
        os.environ.setdefault("LANDSUPPLY_SECOND_FACTOR", "offered")
        os.environ["LANDSUPPLY_EXAMPLE"] = parsed.demo
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "landsupply.web.settings")
    django.setup()
    return int(parsed.verb(parsed))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="landsupply serve")
    parser.add_argument("--home", default="")
    verbs = parser.add_subparsers(required=True)
    serve = verbs.add_parser("serve")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--demo", default="", metavar="EXAMPLE")
    serve.add_argument("--workers", type=int, default=1)
    serve.set_defaults(verb=_serve)
    work = verbs.add_parser("work")
    work.add_argument("--without-searches", action="store_const", const=True, default=False)
    work.set_defaults(verb=_work)
    verbs.add_parser("rebuild").set_defaults(verb=_rebuild)
    admin = verbs.add_parser("createadmin")
    admin.add_argument("name")
    # The system administrator makes accounts, the security administrator gives roles: each needs a first one.
    admin.add_argument("--role", choices=("system", "security", "audit"), default="system")
    admin.set_defaults(verb=_createadmin)
    return parser


def _serve(parsed: argparse.Namespace) -> int:
    from waitress import serve

    from landsupply.web.standing import standing
    from landsupply.web.wsgi import application

    _prepared(parsed.demo)
    _tell_of_provider()
    standing()  # read before the first to ask has to wait for it
    stop = threading.Event()
    # One more, which leaves searches alone: publishing and proofreading never wait behind a plan that is compiled.
    for options in ((),) * parsed.workers + (("--without-searches",),):
        threading.Thread(target=_keep_working, args=(stop, options), daemon=True).start()
    shown = f"http://{parsed.host}:{parsed.port}/"
    sys.stderr.write(f"供地计划 {shown}\n")
    sys.stderr.flush()
    try:
        door = {"host": parsed.host, "port": parsed.port, "threads": _THREADS, "max_request_body_size": _MOST}
        serve(application, ident="landsupply", **door, **_gateway())
    finally:
        stop.set()
    return 0


def _tell_of_provider() -> None:
    """A provider that is set wrongly is none: that is said once, where whoever set it looks."""
    from django.conf import settings

    from landsupply.law.words import say

    for code, setting in settings.OIDC_FAULTS:
        sys.stderr.write(f"{say(code, 'zh', setting=setting)}\n{say(code, 'en', setting=setting)}\n")


def _gateway() -> dict[str, object]:
    """Behind a gateway, who asks and by which way is what the gateway says; of anybody else that is not believed."""
    gateway = os.environ.get("LANDSUPPLY_GATEWAY", "")
    if not gateway:
        return {}
    headers = {"x-forwarded-for", "x-forwarded-proto"}
    return {"trusted_proxy": gateway, "trusted_proxy_headers": headers, "clear_untrusted_proxy_headers": True}


def _prepared(example: str) -> None:
    """Tables as they must be; the example city where it is asked for and nothing is there yet."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    if example:
        from landsupply.web.example import settle

        for line in settle(example):
            sys.stderr.write(line + "\n")


def _keep_working(stop: threading.Event, options: tuple[str, ...]) -> None:
    """A worker process; one that ends is begun anew, until we end ourselves."""
    while not stop.is_set():
        process = subprocess.Popen([sys.executable, "-m", "landsupply.web", "work", *options])
        while process.poll() is None:
            if stop.wait(0.5):
                process.terminate()
                return


def _work(parsed: argparse.Namespace) -> int:
    from landsupply.web.working import work
    from landsupply.web.works import SEARCHES

    work(os.getppid(), SEARCHES if parsed.without_searches else ())
    return 0


def _rebuild(parsed: argparse.Namespace) -> int:
    del parsed
    _prepared("")
    from landsupply.web.rebuild import rebuild

    rebuild()
    return 0


def _createadmin(parsed: argparse.Namespace) -> int:
    _prepared("")
    from landsupply.web.example import first_administrator
    from landsupply.web.roles import Role

    sys.stdout.write(first_administrator(parsed.name, Role(parsed.role)) + "\n")
    return 0
