"""What the accessibility statement says that follows from no page: when it was last looked at."""

from datetime import date

REVIEWED = date(2026, 11, 27)
"""When somebody last compared the statement with the tests and the pages. Set it anew when you have done so."""
