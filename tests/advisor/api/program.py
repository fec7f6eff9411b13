"""A program that uses the API."""

import json

from django.test import Client

ANSWERS = {"project": {"chosen": ["public-api"]}, "pages": {"chosen": ["none"]}}


class Program:
    """Sends JSON and remembers nothing."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, address: str, **headers: str):
        return self.client.get(f"/api/v1/{address}", headers=headers)

    def post(self, address: str, body, *, media_type: str = "application/json", **environment: str):
        content = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.client.post(f"/api/v1/{address}", content, content_type=media_type, **environment)

    def recommend(self, answers=ANSWERS, **more):
        return self.post("recommend", {"answers": answers, **more})

    def create(self, answers=ANSWERS, **more):
        return self.post("results", {"answers": answers, **more})
