"""The names of what is made of proposals; what accepting does stands in the tests of its page."""

import pytest

from recommender.engine.validity import SLUG
from recommender.proposals.acceptance import free_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Strawberry documentation: Flask", "strawberry-documentation-flask"),
        ("my_web frame", "my-web-frame"),
        ("Docs", "docs-3"),
        ("框架", "source"),
        ("<b>--", "b"),
        ("x" * 200, "x" * 40),
        (f"{'x' * 39} more", "x" * 39),
    ],
)
def test_slugs_are_made_of_titles_unique_and_never_empty(title, slug):
    assert free_slug(title, {"docs", "docs-2"}, otherwise="source") == slug
    assert SLUG.fullmatch(slug)
