"""上线检查 · What `check --deploy` finds wrong with an installation beyond what Django looks at."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import DatabaseError

from landsupply.law.words import say
from landsupply.web.models import Account
from landsupply.web.oidc_checks import provider_is_sound
from landsupply.web.roles import Role

#: Names under which accounts are guessed, and those of the example city.
GUESSED = ("admin", "administrator", "root", "test", "guest", "demo", "user", *(role.value for role in Role))


def no_default_account(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """无默认账户 · Error for every account that may sign in under a name that everybody guesses."""
    del app_configs
    try:
        active = Account.objects.filter(is_active=True).values_list("name", flat=True)
        names = [name for name in active if name.casefold() in GUESSED]
    except DatabaseError:
        return []
    return [Error(say("U516", "en", name=name), id="landsupply.E001") for name in names]


def second_factor_is_required(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """必须第二因子 · Error where administrators and whoever publishes may act without it."""
    del app_configs
    if settings.SECOND_FACTOR == "required":
        return []
    return [Error(say("U528", "en"), id="landsupply.E002")]


#: What is asked before going live.
CHECKS = (no_default_account, second_factor_is_required, provider_is_sound)
