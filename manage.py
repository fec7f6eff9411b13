#!/usr/bin/env python
"""Django's command line."""

import sys

from advisor.commands import calmly, manage

if __name__ == "__main__":
    with calmly():
        manage(sys.argv)
