"""The site's own settings; only the API lets one address ask as often as it can, as all requests here come from one."""

from advisor.settings import *  # noqa: F403
from advisor.settings import NINJA_DEFAULT_THROTTLE_RATES

NINJA_DEFAULT_THROTTLE_RATES = dict.fromkeys(NINJA_DEFAULT_THROTTLE_RATES, "100000/s")
