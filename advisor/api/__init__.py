"""The same services as JSON, described by OpenAPI: only HTTP, what is done stands in `evaluations` and `report`."""
