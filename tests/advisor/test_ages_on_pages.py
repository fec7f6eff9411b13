"""Evidence on the pages says how old it is."""

from dataclasses import replace
from datetime import timedelta

from django.template import engines
from django.utils import timezone

from recommender.dates import in_words
from tests.factories import create_evidence


def shown(**dates) -> str:
    """Evidence as the pages show it."""
    template = engines["jinja2"].env.get_template("partials/_evidence.html")
    return template.module.evidence_list([replace(create_evidence(), **dates)])


def test_evidence_says_how_old_its_source_and_its_check_are():
    today = timezone.localdate()
    text = shown(published="2020", checked=today)
    assert f", 2020 ({today.year - 2020} years ago); checked {in_words(today)} (today)" in text
    assert "may be out of date" not in text


def test_evidence_without_a_date_of_its_source_and_with_an_old_check():
    checked = timezone.localdate() - timedelta(days=367)
    text = shown(published="", checked=checked)
    assert f"</a>; checked {in_words(checked)} (12 months ago)" in text
    assert ">may be out of date</strong>" in text
