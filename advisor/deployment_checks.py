"""What `manage.py check --deploy` says of this site beside what Django says of every site."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(deploy=True)
def somebody_can_be_reached(app_configs: Sequence[Any] | None, **options: Any) -> list[checks.CheckMessage]:
    """Warn about a site of which nobody can tell its operator anything."""
    if settings.CONTACT:
        return []
    told = "Nobody can write to whoever runs this site: CONTACT is not set."
    hint = "Set it to an e-mail address, or to the https address of a page, and OPERATOR to your name."
    return [checks.Warning(told, hint=hint, id="advisor.W001")]
