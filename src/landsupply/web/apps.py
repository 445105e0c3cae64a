"""应用 · The one Django application of this project."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class Web(AppConfig):
    """网页应用 · Its tables are named web_…"""

    name = "landsupply.web"
    label = "web"

    def ready(self) -> None:
        """就绪 · What the base refuses is set after migrations; checks before going live are known."""
        from landsupply.web.barriers import set_barriers
        from landsupply.web.checks import CHECKS

        for check in CHECKS:
            register(check, Tags.security, deploy=True)
        post_migrate.connect(set_barriers, sender=self)
