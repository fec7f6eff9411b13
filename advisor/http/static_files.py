"""Static files: style sheets, scripts, fonts."""

from pathlib import Path
from shutil import rmtree

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured
from django.core.files import locks
from django.core.management import call_command

from recommender import places


def require_static_files() -> None:
    """Errors: ImproperlyConfigured if pages would name files by hashes, and these files have not been collected."""
    # Said once at the start: without this each page would fail, and nobody be told why.
    hashes = getattr(staticfiles_storage, "hashed_files", None)  # None where files keep their names, as in tests
    if hashes == {} and not settings.DEBUG:
        raise ImproperlyConfigured("The static files are missing: run “manage.py collectstatic --noinput” first.")


def collect_static_files() -> None:
    """Collect the files of this release unless they are, and delete those of others before it."""
    folder = Path(settings.STATIC_ROOT)
    done = folder / "collected"  # `make` knows it, too
    with (places.DATA / "collecting").open("w") as lock:
        locks.lock(lock, locks.LOCK_EX)
        if not done.exists():
            # Without Redoc, 4 MB that django-ninja brings and no page uses.
            call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=["redoc*"])
            done.touch()
    if places.IS_INSTALLED:
        for other in set(folder.parent.iterdir()) - {folder}:
            rmtree(other, ignore_errors=True)
