"""后台设置 · The application's own settings with the admin in them."""

from landsupply.web.settings import *  # noqa: F403  # settings are names of a module: these are all of the application's
from landsupply.web.settings import INSTALLED_APPS as _OURS

INSTALLED_APPS = ["django.contrib.admin", *_OURS]
ROOT_URLCONF = "benchmarks.web.admin_urls"
_PAGES: list[dict[str, object]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
vars()["TEMPLATES"] = _PAGES
