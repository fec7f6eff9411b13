"""How a command of Django's or of the site is run: by `manage.py`, and by `framework-advisor`."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, connection


def manage(arguments: Sequence[str]) -> None:
    """Run a command, or end the process if it needs a database that was never prepared.

    The first of the words is what the program is called.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
    os.environ.setdefault("DATABASE_SECONDS", "0")  # commands take their time, and nobody waits before a screen
    try:
        execute_from_command_line(list(arguments))
    except DatabaseError:
        # Of one that holds anything, or does not answer, the error itself says more.
        with suppress(DatabaseError):
            if not connection.introspection.table_names():
                sys.exit(f"The database is empty yet: run “{arguments[0]} prepare” first.")
        raise


@contextmanager
def calmly() -> Iterator[None]:
    """End the process without a traceback where it is of no use.

    That is after Ctrl+C, if a variable has to be changed, and if who reads the output wants no more, such as `head`.
    """
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(130)  # as shells have it
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except BrokenPipeError:
        # What is left is thrown away: Python would write it at its end, and fail once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
