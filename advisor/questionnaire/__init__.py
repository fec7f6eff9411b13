"""From the first question to a finished result, and its owner's page."""
