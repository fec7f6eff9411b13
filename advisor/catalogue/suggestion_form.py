"""The form with which a visitor suggests a framework, and how one that is here already is known again."""

from typing import Any
from urllib.parse import urlsplit

from advisor.catalogue.contribution_form import ContributionForm, WebAddressField, length_of, words_field
from advisor.catalogue.proposal_form import interest_field
from advisor.questionnaire.forms import TOO_LONG, TitleField
from recommender.engine.types import Catalogue, Framework
from recommender.models import FrameworkSuggestion
from recommender.models.proposals import REASON_LENGTH


class SuggestionForm(ContributionForm):
    """A framework that somebody misses. `known` is the one in the catalogue that it turns out to be, if it is one."""

    name = TitleField(
        label="What is it called?",
        max_length=length_of(FrameworkSuggestion, "name"),
        error_messages={"max_length": TOO_LONG, "required": "Enter the name of the framework."},
    )
    url = WebAddressField(
        label="Where can it be found?",
        help_text="The address of its documentation or its source code.",
        max_length=length_of(FrameworkSuggestion, "url"),
        advice="Enter a whole web address, such as https://docs.example.org/.",
    )
    reason = words_field(
        label="Why should it be here?",
        help_text="For which projects is it the right one? Who keeps it up, and who uses it?",
        most=REASON_LENGTH,
        rows=5,
        required="Say why it should be here.",
        too_short="Say in a few words why it should be here, so that somebody can check it.",
    )
    interest = interest_field("Do you work on it, or for somebody who gains by it?")

    def __init__(self, *args: Any, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.catalogue = catalogue
        self.known: Framework | None = None

    def clean(self) -> dict[str, Any]:
        self.known = known_framework(
            self.catalogue, self.cleaned_data.get("name", ""), self.cleaned_data.get("url", "")
        )
        if self.known:
            self.add_error("name", f"{self.known.name} is here already, so there is nothing to suggest.")
        return self.cleaned_data


def known_framework(catalogue: Catalogue, name: str, url: str) -> Framework | None:
    """Return the framework of a name, however it is spelt, or of an address, if the catalogue has it."""
    for framework in catalogue.frameworks:
        names = {letters(framework.name), letters(framework.slug)}
        places = {place(framework.facts.docs_url), place(framework.facts.repo_url)}
        if letters(name) in names - {""} or place(url) in places - {""}:
            return framework
    return None


def letters(text: str) -> str:
    """Return what is left of a name without capitals, spaces and signs."""
    return "".join(filter(str.isalnum, text.casefold()))


def place(address: str) -> str:
    """Return what is left of an address without its scheme, “www.”, query and last slash."""
    parts = urlsplit(address)
    return f"{parts.netloc.casefold().removeprefix('www.')}{parts.path.rstrip('/').casefold()}"
