"""An editor, who signs in and changes the catalogue in the admin."""

import re

from tests.audit.server import PASSWORD
from tests.faults.client import Answer, Client
from tests.faults.site import Site
from tests.faults.visitor import token_in
from tests.forms import forms_of

CRITERIA = "/admin/recommender/criterion/"


def make_editor(site: Site) -> None:
    """Make an editor's account."""
    variables = {"DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    site.nodes[0].run("createsuperuser", "--noinput", "--username=editor", "--email=", variables=variables)


class Editor:
    """Signs in at once."""

    def __init__(self, client: Client) -> None:
        self.client = client
        page = client.ask("/admin/login/").text
        form = [token_in(page), ("username", "editor"), ("password", PASSWORD), ("next", "/admin/")]
        answer = client.ask("/admin/login/", form)
        assert answer.status == 302, answer.text

    def weigh(self, weight: int) -> Answer:
        """Give the first criterion another weight, and return what came of it."""
        [path, *_] = re.findall(rf'href="({CRITERIA}\d+/change/)', self.client.ask(CRITERIA).text)
        [form] = [form for form in forms_of(self.client.ask(path).text) if "weight" in dict(form.fields)]
        others = [(name, value) for name, value in form.fields if name != "weight"]
        return self.client.ask(path, [*others, ("weight", str(weight)), ("_save", "Save")])
