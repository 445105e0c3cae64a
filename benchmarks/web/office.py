"""被测的办公室 · A home with one large ledger, many people and a plan: … office HOME BOOK USERS."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main() -> None:
    """入口 · Settles the base and prints what the benchmark needs: sessions, parcels to edit, the plan's digest."""
    home, book, users = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    os.environ.update(LANDSUPPLY_HOME=home, LANDSUPPLY_PLACE="410100")
    os.environ["DJANGO_SETTINGS_MODULE"] = "landsupply.web.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    from landsupply.web.actions import NewList, send_list
    from landsupply.web.blobs import keep
    from landsupply.web.clock import now, today
    from landsupply.web.models import Account, Membership, ParcelRow, Sitting
    from landsupply.web.passwords import change
    from landsupply.web.people import doer_of

    sessions = []
    for number in range(users):
        account = Account(name=f"bench{number}", shown=f"bench{number}")
        change(account, f"Bench-{number}-nobody-knows-it", today())
        Membership.objects.create(account=account, role="planner")
        client = Client()
        client.force_login(account)
        key = client.session.session_key or ""
        Sitting.objects.create(account=account, key=key, seen=now(), source="bench")
        sessions.append(key)
    planner = doer_of(Account.objects.get(name="bench0"))
    send_list(planner, NewList(sender="", name=book.name, blob=keep(book.read_bytes())))
    rows = ParcelRow.objects.order_by("pk").values_list("identity", "name")
    told = {"sessions": sessions, "parcels": [list(row) for row in rows], "plan": _plan()}
    print(json.dumps(told, ensure_ascii=False))


def _plan() -> str:
    """The plan of the shipped example, kept as any other."""
    from datetime import date

    from landsupply.example import BRIEF, LEDGER, folder_of
    from landsupply.files.reading import read_sheets
    from landsupply.ledger.examine import examine
    from landsupply.optimise.propose import propose
    from landsupply.options.lawful import lawful_options
    from landsupply.prepare.readiness import readiness_of
    from landsupply.web.briefs import read
    from landsupply.web.models import Account
    from landsupply.web.people import doer_of
    from landsupply.web.plans import keep_plan
    from landsupply.web.standing import rulebook

    folder = folder_of("zhengzhou-2024")
    rules = rulebook().on(date(2024, 3, 1))
    ledger = examine(read_sheets((folder / LEDGER).read_bytes(), LEDGER), rules)
    brief = read((folder / BRIEF).read_text(encoding="utf-8"))
    plan = propose(lawful_options(ledger, readiness_of(ledger), rules), brief, date(2024, 3, 1)).plan
    return keep_plan(doer_of(Account.objects.get(name="bench0")), plan, rules, {}).digest


if __name__ == "__main__":
    main()
