"""Says how long a worker of a WSGI application takes to start: `python -m started MODULE SINCE`.

Prints as JSON the seconds on the system's monotonic clock from SINCE, just before this process was begun, until the
application was there, and until it had answered a first request.
"""

import json
import sys
import time
from importlib import import_module
from wsgiref.util import setup_testing_defaults

module, since = sys.argv[1], float(sys.argv[2])
application = import_module(module).application
ready = time.monotonic() - since
answered = []
environ = {"HTTP_HOST": "127.0.0.1"}
setup_testing_defaults(environ)
body = b"".join(application(environ, lambda status, headers: answered.append(status)))
assert body, answered
assert answered == ["200 OK"]
print(json.dumps([ready, time.monotonic() - since]))
