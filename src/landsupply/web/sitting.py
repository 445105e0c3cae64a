"""会话 · A signed-in browser ends after idle minutes, after its whole hours, or when somebody ends it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse

from landsupply.web.clock import now
from landsupply.web.models import Account, Sitting

#: How often it is written down that somebody is still there.
_NOTED = timedelta(seconds=60)


class SittingMiddleware:
    """会话 · Signs out whoever's sitting is over before anything is answered."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        """What comes after."""
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer for who is really there."""
        if isinstance(request.user, Account) and not _is_open(request):
            logout(request)
        return self._answer(request)


def _is_open(request: HttpRequest) -> bool:
    key = request.session.session_key or ""
    user = request.user
    sitting = Sitting.objects.filter(key=key, account_id=user.pk or 0).first()
    if sitting is None or not user.is_active:
        return False
    at = now()
    idle, whole = timedelta(seconds=settings.SITTING_IDLE), timedelta(seconds=settings.SITTING_WHOLE)
    if at - sitting.seen > idle or at - sitting.began > whole:
        sitting.delete()
        return False
    if at - sitting.seen > _NOTED:
        Sitting.objects.filter(pk=sitting.pk).update(seen=at)
    return True


def begin(request: HttpRequest, account: Account) -> None:
    """开始 · Signs in; the oldest sittings beyond those one may have at once are ended."""
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    request.session.save()
    Sitting.objects.create(
        account=account, key=request.session.session_key or "", seen=now(), source=source_of(request)
    )
    kept = account.sittings.order_by("-began").values_list("pk", flat=True)[: settings.SITTINGS]
    account.sittings.exclude(pk__in=list(kept)).delete()


def moved(request: HttpRequest, account: Account) -> None:
    """换会话号 · After a change of password this sitting goes on under another key; all others end."""
    account.sittings.all().delete()
    request.session.save()
    Sitting.objects.create(
        account=account, key=request.session.session_key or "", seen=now(), source=source_of(request)
    )


def end(request: HttpRequest) -> None:
    """结束 · Signs out, here and in the list of sittings."""
    Sitting.objects.filter(key=request.session.session_key or "").delete()
    logout(request)


def source_of(request: HttpRequest) -> str:
    """来源 · The address a request came from."""
    return str(request.META.get("REMOTE_ADDR", ""))[:64]
