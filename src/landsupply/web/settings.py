"""网页设置 · What the web application is run with; everything a bureau chooses comes from its environment.

LANDSUPPLY_HOME is the folder of the database and its keys; LANDSUPPLY_DATABASE a postgresql:// address instead of the
embedded one; LANDSUPPLY_HOSTS the names it answers to; LANDSUPPLY_PASSWORDS the profile of passwords.
"""

from __future__ import annotations

import os
from pathlib import Path

from landsupply.web.database import database_of
from landsupply.web.oidc import oidc_of
from landsupply.web.secret import place_of, secret_of

HOME = Path(os.environ.get("LANDSUPPLY_HOME", "landsupply-home")).resolve()
HERE = Path(__file__).parent

SECRET_KEY = secret_of(HOME)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("LANDSUPPLY_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
IS_BEHIND_TLS = os.environ.get("LANDSUPPLY_TLS") == "1"

#: The place whose rules and vocabularies count, and the password profile: djbh3 or asvs.
PLACE = place_of(HOME, os.environ.get("LANDSUPPLY_PLACE", ""))
PASSWORDS = os.environ.get("LANDSUPPLY_PASSWORDS", "djbh3")
#: Whether administrators and whoever publishes need a second factor before they may act: required, or offered.
SECOND_FACTOR = os.environ.get("LANDSUPPLY_SECOND_FACTOR", "required")
#: The shipped example that is served for looking around; an office has none.
EXAMPLE = os.environ.get("LANDSUPPLY_EXAMPLE", "")
#: A provider of sign-in beside passwords, where the office has one; what is wrong with how it is set.
OIDC, OIDC_FAULTS = oidc_of(os.environ)
#: What is sent in one request is no larger than the files the readers take.
LARGEST_FILE = 64 << 20

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "ninja",
    "csp",
    "landsupply.web.apps.Web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "landsupply.web.sitting.SittingMiddleware",
    "landsupply.web.language.LanguageMiddleware",
    "landsupply.web.sent.PlainMiddleware",
    "landsupply.web.duties.DutyMiddleware",
    "landsupply.web.refusals.RefusalMiddleware",
]
ROOT_URLCONF = "landsupply.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "landsupply.web.surroundings.surroundings",
            ],
            "builtins": ["landsupply.web.templatetags.words"],
        },
    }
]
WSGI_APPLICATION = "landsupply.web.wsgi.application"

DATABASES = {"default": database_of(HOME, os.environ.get("LANDSUPPLY_DATABASE", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES = {"web": "landsupply.web.migrations"}

AUTH_USER_MODEL = "web.Account"
AUTH_PASSWORD_VALIDATORS = [{"NAME": "landsupply.web.passwords.ProfileValidator"}]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"

USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MIMETYPES = {".mjs": "text/javascript"}
DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_FILE
FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_FILE

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_BEHIND_TLS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
#: Seconds without a request, and seconds since signing in, after which one signs in anew; sittings at once.
SITTING_IDLE, SITTING_WHOLE, SITTINGS = 15 * 60, 8 * 3600, 2
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31_536_000 if IS_BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_BEHIND_TLS
SECURE_SSL_REDIRECT = IS_BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "landsupply.web.refusals.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        # The grid places its cells by styles written on them; scripts stay with our own files.
        "style-src": ["'self'", "'unsafe-inline'"],
        "font-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
