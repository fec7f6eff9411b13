"""The catalogue as YAML files: folders, uploads, and the check of either."""
