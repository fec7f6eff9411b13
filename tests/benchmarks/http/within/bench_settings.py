"""The site's own settings, but one address may ask as often as it can, as all requests here come from one."""

from advisor.settings import *  # noqa: F403

LIMITS_ARE_ON = False
# The same of checkouts of 0.2.0 and before.
NINJA_DEFAULT_THROTTLE_RATES = dict.fromkeys(("read", "recommend", "create", "dispute"), "100000/s")
