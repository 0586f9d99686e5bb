"""Settings of Django, from the environment and the home."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from kepu.config.environment import Environment
from kepu.config.logs import logging_to
from kepu.core.home import APP, Home
from kepu.look.frame import Entry, Plan
from kepu.media.vaults.address import Address

KEPU = Environment()
HOME = Home.of_environment()
STORAGE_URL = KEPU.storage_url  # "": files lie in the home
PACKAGE = Path(__file__).resolve().parent.parent
TESTING = "pytest" in sys.modules

DEBUG = KEPU.debug
SECRET_KEY = HOME.secret("django")
ALLOWED_HOSTS = [*KEPU.hosts.split(","), "localhost", "127.0.0.1"]  # the last two: is it alive?
ROOT_URLCONF = "kepu.config.urls"
WSGI_APPLICATION = None
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOMS = [  # from the ground up; a new room takes its place here
    "core",
    "look",
    "journal",
    "places",
    "access",
    "media",
    "people",
    "orgs",
    "obligations",
    "cases",
    "campaigns",
    "checks",
    "submissions",
    "library",
    "talk",
    "portal",
    "api",
    "desk",
    "config",
]
INSTALLED_APPS = [
    *(f"kepu.{room}" for room in ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "kepu.media.brief.Brief",
    "kepu.core.web.RequestIds",
    "kepu.config.observe.Observed",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "kepu.config.fresh.Fresh",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kepu.access.middleware.Hats",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kepu.config.worded.Worded",
    "kepu.core.web.Once",
    "kepu.core.web.Refusals",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kepu.config.context.site",
                "kepu.look.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "kepu.look.forms.Renderer"


def database(url: str, pool: int) -> dict[str, Any]:
    """Turn a PostgreSQL address (URL or conninfo) into Django's dictionary."""
    parts: dict[str, Any] = dict(conninfo_to_dict(url))
    known = {
        "NAME": "dbname",
        "USER": "user",
        "PASSWORD": "password",
        "HOST": "host",
        "PORT": "port",
    }
    settings = {name: str(parts.pop(key, "") or "") for name, key in known.items()}
    options: dict[str, Any] = {**parts, "prepare_threshold": 5}  # where a statement asks for it
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 5}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": True,  # a database that came back is found without an error page
        **settings,
    }


DATABASES = {"default": database(HOME.database_url(APP), 0 if TESTING else KEPU.pool)}
CACHES = {  # of one process: how often an address asked the API; nothing else is kept here
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
USE_I18N = True  # Django's and allauth's own sentences in Chinese; ours are literals
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = HOME.root / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "kepu.look.storage.Published"
    },
}
# What frames each page: rooms that have pages add their entries here.
FRAME = Plan(
    nav=[Entry("首页", "/"), Entry("资源", "library:items"), Entry("征集", "campaigns:index")],
    tabs=[
        Entry("首页", "/", "house"),
        Entry("资源", "library:items", "library"),
        Entry("征集", "campaigns:index", "megaphone"),
        Entry("我的", "desk:index", "circle-user"),
    ],
    foot=[Entry("数据接口", "api:index")],
    manifest="/manifest.webmanifest",
    account="people/account.html",
    side="kepu.desk.side.sections",
    hats="access/switch.html",
)
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]

# Who gets in: log-in by name and password, sign-up closed, five wrong tries lock for a while.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/desk/"
PASSING_URL = "/accounts/password/change/"  # where whoever has a first password must pass
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "kepu.people.adapter.ClosedSignUp"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_RATE_LIMITS = {"login_failed": None}  # axes counts, in the database, for all processes
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "kepu.people.adapter.name_tried"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLED = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_HTTP_RESPONSE_CODE = 429
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 3600
SEEN_EVERY = 60 if not TESTING else 3600  # seconds: a log-in in use is noted once in a while
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = KEPU.https
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if KEPU.https else 0

# Files that a store elsewhere sends come from its address, which is never our own.
FILES = [Address.of(STORAGE_URL).public] if STORAGE_URL else []
# Strangers' pages: strict content policy, no framing, no sniffing.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:", *FILES],
        "media-src": ["'self'", "blob:", *FILES],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
CSRF_FAILURE_VIEW = "kepu.look.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"  # the jobs.py of each room that has one

if not TESTING:
    LOGGING = logging_to(HOME.logs)
