"""The forms with which a proposed rating is accepted: rating, evidence and answer, as the visitor would have them."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from recommender.models import Evidence, Rating, RatingProposal
from recommender.models.proposals import WITHOUT_AN_ANSWER
from recommender.models.sent import ANSWER_LENGTH
from recommender.proposals.acceptance import rows_of

THANKS = "Thank you. We compared it with its source, and took it up."


class RatingPart(forms.ModelForm):
    class Meta:
        model = Rating
        fields = ("value", "low", "high", "phrase", "rationale")
        widgets: ClassVar = {"rationale": forms.Textarea(attrs={"rows": 6})}


class EvidencePart(forms.ModelForm):
    # Which it must have, unlike a measurement of ours.
    url = forms.URLField(
        label="Address",
        max_length=Evidence._meta.get_field("url").max_length,
        assume_scheme="https",
        help_text="Where everybody can read it.",
    )

    class Meta:
        model = Evidence
        fields = ("statement", "kind", "source", "url", "published")
        widgets: ClassVar = {"statement": forms.Textarea(attrs={"rows": 4})}


class AnswerPart(forms.Form):
    """Our answer, which is public."""

    answer = forms.CharField(
        max_length=ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What you found, and what was changed. Everybody can read it.",
        error_messages={"required": WITHOUT_AN_ANSWER},
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """The forms with which a proposal is accepted: rating and evidence, as they would be stored, and our answer."""

    rating: RatingPart
    evidence: EvidencePart
    answer: AnswerPart

    @property
    def all(self) -> tuple[forms.BaseForm, ...]:
        return self.rating, self.evidence, self.answer

    @property
    def are_valid(self) -> bool:
        return all(part.is_valid() for part in self.all)


def parts_of(proposal: RatingProposal, data: Any = None) -> Parts:
    """Return the forms as the visitor filled them in, or as they came back."""
    rating, evidence = rows_of(proposal)
    return Parts(
        RatingPart(data, instance=rating),
        EvidencePart(data, instance=evidence, prefix="evidence"),
        AnswerPart(data, prefix="accept", initial={"answer": THANKS}),
    )
