"""Settings. What differs between a laptop and production comes from the environment or `.env`: docs/running.md."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from whitenoise.compress import Compressor

from advisor.logs import logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
# What the environment says wins over the file.
env.read_env(BASE_DIR / ".env")

SECRET_KEY: str = env("SECRET_KEY")
DEBUG: bool = env.bool("DEBUG", default=False)

# The one address of this site. Links, allowed hosts and HTTPS all follow from it, never from a request's Host header.
PUBLIC_URL: str = env("PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")
_public = urlsplit(PUBLIC_URL)
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = LOOPBACK if _public.hostname in LOOPBACK else [_public.hostname or ""]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
# Else a header could say below which path the site is, in the links of a page that is then kept for everybody.
FORCE_SCRIPT_NAME = ""

HTTPS = _public.scheme == "https"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# Promises about other sites, too, that browsers hold them to for a year: only who runs the whole domain can give them.
SECURE_HSTS_INCLUDE_SUBDOMAINS: bool = HTTPS and env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD: bool = HTTPS and env.bool("HSTS_PRELOAD", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
BEHIND_PROXY: bool = env.bool("BEHIND_PROXY", default=False)
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

# How often one address may use the API: enough for a person trying things out or a script that takes its time. Whoever
# reads costs little, a recommendation takes some computing, and a result stays for ever. A dispute takes a reviewer's
# time.
NINJA_DEFAULT_THROTTLE_RATES = {"read": "120/min", "recommend": "30/min", "create": "10/min", "dispute": "5/hour"}
SHARED_CACHE = env.cache_url("CACHE_URL", default="locmemcache://")
IN_REDIS = SHARED_CACHE["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
CACHES = {
    # Where these requests are counted: by each process for itself, unless CACHE_URL names a place that they share.
    "default": SHARED_CACHE,
    # Public pages: in the memory of each process, where they never push out a count, or in Redis. An entry is a page of
    # some 10 kB, or all that was asked of one result, 200 kB at worst. They change with the day.
    "pages": {
        "BACKEND": SHARED_CACHE["BACKEND"] if IN_REDIS else "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": SHARED_CACHE["LOCATION"] if IN_REDIS else "pages",
        "KEY_PREFIX": "pages",
        "TIMEOUT": 24 * 3600,
        "max_entries": 500,
    },
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
    "django.contrib.staticfiles",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "ninja",
]

# A request goes down this list and its response up again, so the order matters.
MIDDLEWARE = [
    "advisor.http.health.answer_about_health",
    "advisor.http.request_log.tell_requests",
    "django.middleware.security.SecurityMiddleware",
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
    # The last one, as its documentation asks.
    "axes.middleware.AxesMiddleware",
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
        "DIRS": [BASE_DIR / "templates" / "visitors"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "advisor.jinja.environment"},
    },
    # Editors' pages, which extend Django's admin, files to download, and crispy's fields.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "editors", BASE_DIR / "templates" / "files"],
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

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
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
elif DATABASE_SECONDS:
    from advisor import postgresql

    # Of each process, fewer than its threads (gunicorn.conf.py): a database that hangs must not take all of them.
    connections: int = env.int("DATABASE_CONNECTIONS", default=3)
    given = DATABASES["default"].get("OPTIONS", {})
    DATABASES["default"] |= {
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": postgresql.options(seconds=DATABASE_SECONDS, connections=connections) | given,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Axes first: whoever is locked out is refused before a password is looked at.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# Whoever guesses passwords: after five wrong ones an address may try again after a quarter of an hour. Counted in the
# database, which all nodes share; no user name, no password and no log of visits is kept.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the time that the page names holds
AXES_RESET_ON_SUCCESS = True
AXES_HANDLER = "advisor.http.lockout.FailureCount"
AXES_CLIENT_IP_CALLABLE = "advisor.http.client_address.client_address"
AXES_USERNAME_CALLABLE = "advisor.http.lockout.nobody"
AXES_LOCKOUT_CALLABLE = "advisor.http.errors.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False  # whoever may unlock may also run `manage.py axes_reset`
AXES_VERBOSE = False

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / ".staticfiles"
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")  # asked for by developers only
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # With a hash of the content in each name, so browsers may keep files for ever.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = logging_settings(
    is_json=env("LOG_FORMAT", default="lines") == "json", tells_requests=env.bool("LOG_REQUESTS", default=False)
)
# Where Prometheus is answered: `gunicorn.conf.py` opens it. Without an address nothing is counted.
METRICS = bool(env("METRICS", default=""))
