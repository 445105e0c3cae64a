"""接口登录 · A bearer token, or the sitting of a browser with its form key; the account behind either."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from ninja.errors import AuthorizationError
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from landsupply.law.words import LANGUAGES
from landsupply.web.duties import WORDS, duty_of
from landsupply.web.models import Account
from landsupply.web.people import Doer, doer_of
from landsupply.web.roles import Verb
from landsupply.web.tokens import account_of

_LONGEST = 200


class Owed(Exception):
    """先办之事未办 · The account must change its password or set up its second factor first, on the pages."""

    def __init__(self, code: str) -> None:
        """The code of the words that say which."""
        super().__init__(code)
        self.code = code


class ByToken(HttpBearer):
    """凭令牌 · `Authorization: Bearer …`, made on the page of settings."""

    openapi_name = "token"

    def __init__(self, verb: Verb) -> None:
        """For an operation that needs a verb."""
        super().__init__()
        self._verb = verb

    def authenticate(self, request: HttpRequest, token: str) -> Doer | None:
        """登录 · Whose token it is; nobody for one that is unknown or over."""
        account = account_of(token) if len(token) <= _LONGEST else None
        if account is None:
            return None
        if duty := duty_of(account):
            raise Owed(WORDS[duty])
        request.user = account
        request.lang = _language(request, account)  # type: ignore[attr-defined]  # set by the middleware of languages
        return _let_in(account, self._verb)


class BySitting(APIKeyCookie):
    """凭会话 · The browser that is signed in; what changes anything must come from our own page."""

    param_name = "sessionid"
    openapi_name = "sitting"

    def __init__(self, verb: Verb) -> None:
        """For an operation that needs a verb."""
        super().__init__()
        self._verb = verb

    def authenticate(self, request: HttpRequest, key: str | None) -> Doer | None:
        """登录 · Who is signed in; nobody otherwise."""
        del key
        return _let_in(request.user, self._verb) if isinstance(request.user, Account) else None

    def _get_key(self, request: HttpRequest) -> str | None:
        if isinstance(request.user, Account) and check_csrf(request) is not None:
            raise AuthorizationError
        return request.COOKIES.get(self.param_name)


def entries(verb: Verb) -> list[ByToken | BySitting]:
    """各种登录 · A token counts before a sitting: a program that shows one means it."""
    return [ByToken(verb), BySitting(verb)]


def _let_in(account: Account, verb: Verb) -> Doer:
    """Whoever lacks the verb is told that there is no such thing before anything of the question is read."""
    doer = doer_of(account)
    if not doer.may(verb):
        raise Http404
    return doer


def _language(request: HttpRequest, account: Account) -> str:
    """What the program asks for, else the account's own."""
    asked = request.headers.get("Accept-Language", "")[:2].lower()
    return asked if asked in LANGUAGES else account.language
