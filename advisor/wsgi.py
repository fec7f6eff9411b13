"""The WSGI entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from advisor.http.charsets import utf8_only
from advisor.http.static_files import require_static_files

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")

# What is imported stays: looking for rubbish among it would take a sixth of the start, and later now and then a tenth
# of a second of somebody's request.
gc.disable()
application = utf8_only(get_wsgi_application())
require_static_files()
reverse("home")  # reads all addresses, and with them the views: else somebody's first request would
gc.freeze()
gc.enable()
