"""Whether this process has been asked to stop and still serves. Apart, as gunicorn needs it before there is Django."""

from threading import Event

draining = Event()
