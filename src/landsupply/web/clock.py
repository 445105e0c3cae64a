"""时钟 · Where the web application asks what time it is; everything below is told."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """此刻 · This instant, with its zone."""
    return timezone.now()


def today() -> date:
    """今天 · The day at the bureau."""
    return timezone.localdate()


def instant() -> str:
    """时刻 · This instant as it stands in an act: ISO, with the bureau's zone, to the second."""
    return timezone.localtime().isoformat(timespec="seconds")
