"""The form with which a visitor disputes a rating."""

from advisor.catalogue.contribution_form import ContributionForm, WebAddressField, words_field
from recommender.models.disputes import SOURCE_LENGTH, STATEMENT_LENGTH


class DisputeForm(ContributionForm):
    """The words of somebody who disputes a rating."""

    statement = words_field(
        label="What is wrong?",
        help_text="What did we miss? Include versions.",
        most=STATEMENT_LENGTH,
        rows=5,
        required="Say what is wrong with the rating.",
        too_short="Say in a few words what is wrong, so that somebody can check it.",
    )
    source = WebAddressField(
        label="Where can it be read?",
        help_text="Optional: the address of documentation, release notes or a measurement.",
        max_length=SOURCE_LENGTH,
        required=False,
        advice="Enter a whole web address, such as https://docs.example.org/page, or leave this empty.",
    )
