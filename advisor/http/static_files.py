"""Static files: style sheets, scripts, fonts."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured


def require_static_files() -> None:
    """Errors: ImproperlyConfigured if pages would name files by hashes, and these files have not been collected."""
    # Said once at the start: without this each page would fail, and nobody be told why.
    hashes = getattr(staticfiles_storage, "hashed_files", None)  # None where files keep their names, as in tests
    if hashes == {} and not settings.DEBUG:
        raise ImproperlyConfigured("The static files are missing: run “manage.py collectstatic --noinput” first.")
