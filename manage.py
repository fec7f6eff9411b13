#!/usr/bin/env python
"""Django's command line."""

import sys

from advisor.commands import manage

if __name__ == "__main__":
    manage(sys.argv)
