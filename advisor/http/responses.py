"""HTTP as views share it: which methods they answer, and whether an answer may be kept."""

from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

get_or_post = require_http_methods(["GET", "HEAD", "POST"])

revalidated = cache_control(public=True, no_cache=True)
"""Kept by browsers and proxies, but never shown without asking whether it is still so: a result can be deleted, and an
editor's change shows at once."""
