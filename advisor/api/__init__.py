"""The JSON API with its OpenAPI description. It is only HTTP: the work is done by `evaluations` and `report`."""
