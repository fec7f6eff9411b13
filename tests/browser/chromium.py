"""Debian's Chromium, and how to start it so that it asks nobody for anything."""

import shutil

CHROMIUM = shutil.which("chromium")
"""The whole browser, for pictures and for Lighthouse."""

SHELL = shutil.which("chromium-headless-shell") or CHROMIUM
"""Only its part that lays out and runs pages, where that is installed: tests take two thirds of the time in it."""

QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
]
