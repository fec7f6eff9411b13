"""Settings for tests: those of the site, with what would only cost time taken out."""

import os

os.environ.setdefault("SECRET_KEY", "a-key-for-tests-only")
os.environ["PUBLIC_URL"] = "http://advisor.test"
os.environ["DEBUG"] = "false"

from advisor.settings import *  # noqa: F403
from advisor.settings import BASE_DIR, DATABASES, STORAGES

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES |= {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as on a real site: threads then have connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": BASE_DIR / "test.sqlite3"}
