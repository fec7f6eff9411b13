"""An editor, who signs in and changes the catalogue in the admin."""

import re

from tests.audit.server import PASSWORD
from tests.faults.client import Answer, Client, Fields
from tests.faults.site import Site
from tests.faults.visitor import TOKEN

CRITERIA = "/admin/recommender/criterion/"


def make_editor(site: Site) -> None:
    """Make an editor's account."""
    variables = {"DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    site.nodes[0].run("createsuperuser", "--noinput", "--username=editor", "--email=", variables=variables)


class Editor:
    """Signs in at once."""

    def __init__(self, client: Client) -> None:
        self.client = client
        page = Fields(client.ask("/admin/login/").text)
        form = [(TOKEN, page.values(TOKEN)[0]), ("username", "editor"), ("password", PASSWORD), ("next", "/admin/")]
        answer = client.ask("/admin/login/", form)
        assert answer.status == 302, answer.text

    def weigh(self, weight: int) -> Answer:
        """Give the first criterion another weight, and return what came of it."""
        [path, *_] = re.findall(rf'href="({CRITERIA}\d+/change/)', self.client.ask(CRITERIA).text)
        page = Fields(self.client.ask(path).text)
        sent = [(field.name, field.value) for field in page.found if field.is_sent and field.name != "weight"]
        return self.client.ask(path, [*sent, ("weight", str(weight)), ("_save", "Save")])
