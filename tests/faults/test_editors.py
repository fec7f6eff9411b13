"""What one node changes, the other shows: an edit, a deletion."""

from functools import partial

import pytest

from tests.faults.client import Client
from tests.faults.editor import Editor, make_editor
from tests.faults.site import Site, until
from tests.faults.visitor import Visitor, token_in

NUMBER = "SELECT max(number) FROM recommender_edition"


@pytest.fixture(scope="module")
def editor(site):
    make_editor(site)
    return Editor(Client(site.across))


def test_an_edit_while_visitors_start(site, editor, fault):
    [[before]] = site.postgresql.query(NUMBER)
    # Their pages tell then that there are new ratings, so it is their documents that stay as they are.
    with fault("three edits of the catalogue while visitors start", shown=".json") as load:
        load.mend()
        for edits, weight in enumerate((11, 12, 13), start=1):
            answer = editor.weigh(weight)
            assert answer.status == 302, answer.text
            # How soon somebody starts who makes it depends on how busy the machine is.
            until(partial(is_newest, site, before + edits), "an edition of the edit", seconds=5)


def is_newest(site: Site, number: int) -> bool:
    return site.postgresql.query(NUMBER) == [(number,)]


def test_what_is_deleted_on_one_node_is_gone_on_the_other(site):
    visitor = Visitor(Client(site.across))
    visitor.journey()
    one, other = (Client([way]) for way in site.across)
    assert other.ask(visitor.result).status == 200
    delete = f"/advise/{visitor.edit_key}/delete/"
    assert one.ask(delete, [token_in(one.ask(delete).text)]).status == 302
    assert other.ask(visitor.result).status == 410
