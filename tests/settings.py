"""Settings for tests: those of the site, with what would only cost time taken out."""

import os
from pathlib import Path
from tempfile import gettempdir

os.environ.setdefault("SECRET_KEY", "a-key-for-tests-only")
os.environ["PUBLIC_URL"] = "http://advisor.test"
os.environ["DEBUG"] = "false"
os.environ |= dict.fromkeys(("OPERATOR", "CONTACT", "SOURCE_URL"), "")  # a site that tells nothing of itself
os.environ.setdefault("ADMIN_PATH", "admin/")

from advisor.settings import *  # noqa: F403
from advisor.settings import DATABASES, STORAGES

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES |= {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_MAX_AGE = 3600  # a browser asks for a file once a test
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as on a real site: threads then have connections of their own. Named so that two test runs do not meet.
    DATABASES["default"]["TEST"] = {"NAME": Path(gettempdir()) / f"advisor-test-{os.getpid()}.sqlite3"}
    # It is thrown away, so nothing need be safe on the disk.
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"
