"""The icons beside the kinds of projects."""

import pytest
from django.template.loader import render_to_string

KINDS = (
    "online-shop",
    "saas",
    "community",
    "content-site",
    "internal-tool",
    "public-api",
    "frontend-service",
    "data-service",
    "live-service",
    "own-machine",
    "prototype",
)


def icon(slug: str) -> str:
    return render_to_string("questionnaire/_project_icon.html", {"slug": slug})


def test_every_kind_has_an_icon_of_its_own():
    drawn = {icon(slug) for slug in KINDS}
    assert len(drawn) == len(KINDS)
    assert all("<path" in picture for picture in drawn)


@pytest.mark.parametrize("slug", ["", "another-kind"])
def test_a_kind_that_nobody_drew_has_none(slug):
    assert "<path" not in icon(slug)
