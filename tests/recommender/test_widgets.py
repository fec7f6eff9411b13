"""Fields of the admin's pages."""

import pytest
from django import forms
from django.test.html import parse_html

from recommender.admin.widgets import FlatSelect, FlatSelectMultiple

CHOICES = [("", "---"), (1, "<One>"), (2, "Two & “more”")]


@pytest.mark.parametrize(
    ("flat", "usual", "value"), [(FlatSelect, forms.Select, 2), (FlatSelectMultiple, forms.SelectMultiple, [1, 2])]
)
def test_a_list_drawn_at_once_is_the_same_as_the_usual_one(flat, usual, value):
    drawn, expected = (
        parse_html(kind(attrs={"size": 4, "aria-label": 'a"<b'}, choices=CHOICES).render("name", value, {"id": "it"}))
        for kind in (flat, usual)
    )
    assert drawn == expected
