"""The environment of the pages that visitors see, which are in Jinja2's language: what templates know beside a context.

Filters come from `templatetags/formats.py`, as everywhere, and some are Django's own. Why two languages: decision 27.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from crispy_forms.utils import render_crispy_form
from django.template import defaultfilters
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from jinja2 import BaseLoader, Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from advisor import number_format
from advisor.addresses import absolute
from advisor.http.kept.addresses import STAMP
from advisor.http.kept.versions import stamp
from advisor.imprint import imprint
from advisor.templatetags import formats
from recommender.engine.result.certainty import BAND_LIMITS, Band

DJANGOS_FILTERS = ("capfirst", "date", "floatformat", "linebreaks", "linebreaksbr", "pluralize")
KEPT_ADDRESSES = 4096
"""How many addresses are kept: those of all ratings of some editions."""


def environment(loader: BaseLoader, *, auto_reload: bool, **_others: Any) -> Environment:
    """Return the environment of visitors' templates. What a template names but nobody gave it is an error."""
    # No `trim_blocks`: without the line break after a block two words may become one.
    made = Environment(
        loader=loader, auto_reload=auto_reload, autoescape=True, undefined=StrictUndefined, lstrip_blocks=True
    )
    made.filters |= {name: defaultfilters.register.filters[name] for name in DJANGOS_FILTERS}
    made.filters |= formats.register.filters
    made.globals |= {
        "url": url,
        "picture": picture,
        "static": static_path,
        "here": here,
        "band_limit": band_limit,
        "absolute": absolute,
        "imprint": imprint,
        "crispy": render_crispy_form,
    }
    return made


def url(name: str, *args: str) -> str:
    """Return the path of a page on this site by its name in `urls.py`; for one with an edit key see `Evaluation`."""
    return kept_path(get_script_prefix(), reversed_path, name, *args)


def picture(name: str, share_id: str) -> str:
    """Return the path of a picture of a result, in the version that this release draws: a browser may keep it."""
    return f"{url(name, share_id)}?{STAMP}={stamp()}"


def static_path(name: str) -> str:
    """Return the path of a static file."""
    return kept_path(get_script_prefix(), static, name)


@lru_cache(KEPT_ADDRESSES)
def kept_path(prefix: str, find: Callable[..., str], name: str, *args: str) -> str:
    """Return a path below a prefix. Kept, as a page has up to hundreds, and each takes a search in all routes."""
    return find(name, *args)


def reversed_path(name: str, *args: str) -> str:
    return reverse(name, args=args)


@pass_context
def here(context: Context, name: str, *others: str) -> Markup:
    """Return the attribute that marks a link of the navigation: the page itself, or one of those below it.

    `others` are addresses that belong there, too.
    """
    shown, address = context["request"].path, url(name)
    if shown == address:
        return Markup(' aria-current="page"')
    return Markup(' aria-current="true"') if shown.startswith((address, *others)) else Markup("")


def band_limit(band: str) -> str:
    """Return the tolerance below which a result is in a band (its name, such as CLOSE) or a lower one: 10 %."""
    return number_format.whole_percent(float(BAND_LIMITS[Band[band]]))
