"""What gunicorn reads by itself in this folder. The settings are in a package, since a wheel has them, too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # gunicorn does so too, but after it has read this file

from advisor.server_settings import *  # noqa: F403
