"""The command, as `python -m advisor`."""

from advisor.command_line import main

main()
