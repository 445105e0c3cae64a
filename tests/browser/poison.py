"""投毒 · The example city with markup in whatever people name: parcels, files, drafts, jobs, accounts, layers, views.

`python -m tests.browser.poison`, with LANDSUPPLY_HOME naming a home that is served. The markup is what an attacker
writes: it closes what it stands in, and whatever of it becomes part of a page carries the mark `data-canary`.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "landsupply.web.settings")

import django

django.setup()  # before the tests' own office names another home

from landsupply.web.models import Account, Attempt, View  # noqa: E402
from landsupply.web.people import doer_of  # noqa: E402
from landsupply.web.plans import SUBMIT, happen  # noqa: E402
from tests.web.planted import planted  # noqa: E402

#: Out of a text, of an attribute, of a script, of a style; in a picture, a drawing, a template, an address.
MARK = """"'></script></title><img src=x data-canary onerror=alert(1)><svg data-canary onload=alert(2)>{{7*7}}"""


def main() -> None:
    """投毒 · What addresses may name is printed."""
    city = planted(MARK)
    planner = Account.objects.get(name="planner")
    happen(doer_of(planner), city.draft, SUBMIT, MARK)
    Account.objects.exclude(name="rival").update(shown=MARK[:60])
    Attempt.objects.create(name=MARK[:60], source="<img src=x data-canary onerror=alert(3)>")
    for account in Account.objects.all():
        View.objects.create(account=account, page="ledger", title=MARK[:60], query=f"q={MARK}")
    sys.stdout.write(f"{city.draft} {city.published}\n")


if __name__ == "__main__":
    main()
