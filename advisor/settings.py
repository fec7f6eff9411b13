"""Settings. What differs between a laptop and production comes from the environment or `.env`: docs/running.md."""

from importlib.util import find_spec
from typing import Any
from urllib.parse import quote, urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from advisor.logs import logging_settings
from advisor.variables import contact, https_address, line, proxies, switch
from recommender import places
from recommender.release import RELEASE

env = environ.Env()
# What the environment says wins over the file.
env.read_env(places.VARIABLES)

SECRET_KEY: str = env("SECRET_KEY")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY must not be empty.")
# Those before it, while it is being changed: what they signed is still good.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = switch(env, "DEBUG", default=False)

# The one address of this site. Links, allowed hosts and HTTPS all follow from it, never from a request's Host header.
PUBLIC_URL: str = env("PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")
_public = urlsplit(PUBLIC_URL)
if _public.scheme not in {"http", "https"} or not _public.hostname:
    raise ImproperlyConfigured(f"PUBLIC_URL must be an address such as https://advisor.example, not “{PUBLIC_URL}”.")
_host = f"[{_public.hostname}]" if ":" in _public.hostname else _public.hostname
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = LOOPBACK if _host in LOOPBACK else [_host]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
# Else a header could say below which path the site is, in the links of a page that is then kept for everybody.
FORCE_SCRIPT_NAME = ""

# Who runs this site, where to write to them (an e-mail address, or a page), and where the code that it runs is.
# Pages say what is told here, and that nothing is told where nothing is (`imprint.py`).
OPERATOR = line(env, "OPERATOR")
CONTACT = contact(env, "CONTACT")
SOURCE_URL = https_address(env, "SOURCE_URL")

HTTPS = _public.scheme == "https"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# Promises about other sites, too, that browsers hold them to for a year: only who runs the whole domain can give them.
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and switch(env, "HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = HTTPS and switch(env, "HSTS_PRELOAD", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS

BEHIND_PROXY = proxies(env, "BEHIND_PROXY")
# Only behind a proxy that always sets this header itself: otherwise any client could pretend to come by HTTPS.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CSRF_COOKIE_HTTPONLY = True  # no script of ours needs the token: forms carry it
X_FRAME_OPTIONS = "DENY"  # for browsers that do not know frame-ancestors below
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        # Nothing inline: a text that slips through a template's escaping still runs nowhere.
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's check marks are data: images
        "font-src": [SELF],
        "connect-src": [SELF],
        # By the standard, default-src does not reach these three.
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# An editor's largest page, a framework with all its ratings, has about 30 kB and 300 fields.
DATA_UPLOAD_MAX_MEMORY_SIZE = 500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000
# Beside forms there is one upload, a catalogue of 2 MB at most (GREATEST_SIZE) within its form: “2m” of a proxy.
LONGEST_UPLOAD = 2 * 1024 * 1024

# How often one network may ask for what costs something, as (times, seconds): decision 34. Only measurements and tests
# switch them off.
LIMITS_ARE_ON = switch(env, "LIMITS", default=True)
LIMITS = {
    # Pages: for thirty people behind one address, as in a classroom. What they make stays for a month at least.
    "make": (300, 600),  # a questionnaire, a copy of a result, a what-if that is kept
    "compute": (1200, 60),  # a page that is not kept and takes 5 to 30 ms, such as a what-if
    # The API: for a person trying things out, or a script that takes its time.
    "read": (120, 60),
    "recommend": (30, 60),
    "create": (10, 60),
    # What takes a reviewer's time.
    "contribute": (5, 3600),  # a dispute, a proposed rating, a suggested framework
    # Wrong passwords: on even if the others are off.
    "sign-in": (5, 900),
}


def require_client(module: str, who_asks: str, *, extra: str) -> None:
    """Errors: ImproperlyConfigured if a server's client library is missing, which few need; it says how to get it."""
    if not find_spec(module):
        locked = ".venv/bin/python -m pip install --no-deps --require-hashes -r requirements-nodes.txt"
        how = f"pip install 'framework-advisor[{extra}]'" if places.IS_INSTALLED else locked
        raise ImproperlyConfigured(f"{who_asks}, but its client library is not installed: run {how}")


def cache_in(url: str, name: str, *, entries: int, **options: Any) -> dict[str, Any]:
    """Return a cache in Redis if it has an address, else in the memory of each process, of so many entries."""
    if not url:
        memory = "django.core.cache.backends.locmem.LocMemCache"
        return {"BACKEND": memory, "LOCATION": name, "OPTIONS": {"MAX_ENTRIES": entries}, **options}
    if urlsplit(url).scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured("CACHE_URL must begin with redis://, rediss:// or unix://, or be left out.")
    require_client("redis", "CACHE_URL names Redis", extra="redis")
    # A server that hangs holds up few requests, and each for no longer than this; what the address says goes before.
    seconds = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
    redis = "django.core.cache.backends.redis.RedisCache"
    return {"BACKEND": redis, "LOCATION": url, "KEY_PREFIX": name, "OPTIONS": seconds, **options}


CACHE_URL: str = env("CACHE_URL", default="")
CACHES = {
    # Where requests are counted that are limited, two entries for each network and purpose: 16 MB at most.
    "default": cache_in(CACHE_URL, "counts", entries=50_000),
    # The same by each process for itself, while Redis is away.
    "own": cache_in("", "counts", entries=50_000),
    # Public pages. An entry is a page of some 10 kB, or all that was asked of one result, 200 kB at worst. They change
    # with the day.
    "pages": cache_in(CACHE_URL, "pages", entries=500, TIMEOUT=24 * 3600),
    # What takes long to find of an edition, in the database that all nodes share anyway (decision 25).
    "figures": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kept_figures"},
}

INSTALLED_APPS = [
    "recommender.apps.RecommenderConfig",
    "advisor.apps.AdvisorConfig",
    "recommender.apps.EditorsSiteConfig",  # in place of django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "ninja",
]

# A request goes down this list and its response up again, so the order matters.
MIDDLEWARE = [
    "advisor.http.health.answer_about_health",
    "advisor.http.request_log.tell_requests",
    "django.middleware.security.SecurityMiddleware",
    "advisor.http.middleware.keep_apart",
    "advisor.http.middleware.keep_unlisted",
    "advisor.http.middleware.ignore_conditions_of_writing",
    # A kept page is answered here, with all its headers, and costs nothing of what stands below.
    "advisor.http.kept.middleware.AnswerFromKeptPages",
    # Above WhiteNoise, which answers for static files by itself: so they carry the policy, too.
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Compresses after the ETag is made: against BREACH Django adds random bytes, so no two compressions are equal.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    # Above all that may refuse a request with a page: under /api/ it makes a problem document of that.
    "advisor.api.manners.mind_manners",
    # Above the check of CSRF tokens, which is the first to read a form.
    "advisor.http.middleware.refuse_bodies",
    "advisor.http.middleware.explain_wrong_method",
    "advisor.http.for_editors.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "advisor.http.for_editors.Accounts",
    "advisor.http.for_editors.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "advisor.http.middleware.ExplainMissing",
]

ROOT_URLCONF = "advisor.urls"
ADMIN_PATH: str = env("ADMIN_PATH", default="admin/")
LOGIN_REDIRECT_URL = "admin:index"  # for who signs in by a link that leads elsewhere
CSRF_FAILURE_VIEW = "advisor.http.errors.csrf_failure"
WSGI_APPLICATION = "advisor.wsgi.application"

TEMPLATES = [
    # What visitors see: decision 27.
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [places.TEMPLATES / "visitors"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "advisor.jinja.environment"},
    },
    # Editors' pages, which extend Django's admin, files to download, and crispy's fields.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [places.TEMPLATES / "editors", places.TEMPLATES / "files"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["advisor.templatetags.formats"],  # in every template without a {% load %}
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{quote(str(places.DATA / 'db.sqlite3'))}")}
# For how many seconds a request waits for the database: then its visitor is told to come back, and its thread is free
# for others. 0 is for ever, as commands do (`manage.py`).
DATABASE_SECONDS: int = env.int("DATABASE_SECONDS", default=5)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A thread keeps its connection from one request to the next.
    DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    # Writers queue up instead of failing, and readers need not wait for them.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": DATABASE_SECONDS or 600,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    require_client("psycopg", "DATABASE_URL names PostgreSQL", extra="postgresql")
    if DATABASE_SECONDS:
        from advisor import postgresql

        # Of each process, fewer than its threads (advisor/server_settings.py): a database that hangs must not take all.
        connections: int = env.int("DATABASE_CONNECTIONS", default=3)
        given = DATABASES["default"].get("OPTIONS", {})
        DATABASES["default"] |= {
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": postgresql.options(seconds=DATABASE_SECONDS, connections=connections) | given,
        }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Counts tries to sign in before it looks at a password.
AUTHENTICATION_BACKENDS = ["advisor.http.sign_in.CountingBackend"]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# The package index that `refresh_facts` asks, as pip's index-url; without one, what pip is configured with.
PACKAGE_INDEX: str = env("PACKAGE_INDEX", default=env("PIP_INDEX_URL", default=""))

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False

STATIC_URL = "static/"
STATICFILES_DIRS = [places.STATIC]
# In a folder for each release, if installed: another one brings other files, and they are collected by themselves.
STATIC_ROOT = places.DATA / "static" / RELEASE[:16] if places.IS_INSTALLED else places.DATA / ".staticfiles"
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")  # asked for by developers only
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nothing names the others, and without them collecting takes half as long
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # With a hash of the content in each name, so browsers may keep files for ever.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = logging_settings(env)
# Where Prometheus is answered: `advisor/server_settings.py` opens it. Without an address nothing is counted.
METRICS = bool(env("METRICS", default=""))
