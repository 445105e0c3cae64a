"""统一身份认证检查 · What keeps an office's provider from being used, found before people stand before the door."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from landsupply.law.words import say
from landsupply.web.oidc_flow import ProviderFault, checked


def provider_is_sound(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """认证方可用 · Error for each setting that is wrong; where they are right, for what the provider itself lacks."""
    del app_configs
    wrong: list[CheckMessage] = [
        Error(say(code, "en", setting=setting), id="landsupply.E003") for code, setting in settings.OIDC_FAULTS
    ]
    if settings.OIDC is None:
        return wrong
    if settings.OIDC.is_for_trying:
        wrong.append(Error(say("U797", "en"), id="landsupply.E004"))
    try:
        checked(settings.OIDC)
    except ProviderFault as fault:
        wrong.append(Error(say("U796", "en", detail=fault.detail), id="landsupply.E005"))
    return wrong
