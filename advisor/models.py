"""Rows that visitors leave behind: their evaluations, and how many there are of which kind."""

import secrets
from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from advisor.one_member_set import OneMemberSet
from recommender.editions.current import contributions_of
from recommender.editions.serialisation import ANSWERS, WHAT_IF, plain
from recommender.engine.contributions import Contributions
from recommender.engine.result.what_if import WhatIf
from recommender.engine.types import Answer, Catalogue
from recommender.models import Edition

TITLE_LENGTH = 80
NOTE_LENGTH = 1000
FINISHED = models.Q(finished_at__isnull=False)
UNFINISHED = models.Q(finished_at__isnull=True)


def new_edit_key() -> str:
    """Return a secret of 192 bits."""
    return secrets.token_urlsafe(24)


def new_share_id() -> str:
    """Return a name of 96 bits that nobody guesses, so a result is found only by those it was shared with."""
    return secrets.token_urlsafe(12)


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def with_edition(self) -> "EvaluationQuerySet":
        """Fetch editions with them, but not their content, which `catalogue_of` keeps in memory."""
        return self.select_related("edition").defer("edition__content")

    def finished(self) -> "EvaluationQuerySet":
        return self.filter(FINISHED)


class CountQuerySet(models.QuerySet[Any]):
    def counted(self) -> "CountQuerySet":
        """Leave out what there is none of."""
        return self.filter(number__gt=0)


class SignInTriesQuerySet(models.QuerySet["SignInTries"]):
    def over(self) -> "SignInTriesQuerySet":
        """Keep those that count no more."""
        return self.filter(forgotten_at__lte=timezone.now())


class Evaluation(models.Model):
    """One passage through the questionnaire, pinned to an edition of the catalogue.

    The edit key is its owner's; whoever has it can answer until it is finished. The share id, which it gets when it is
    finished, shows the result and lets nobody write. A short one asks only what can still change who leads. In a wide
    one all frameworks are candidates, not only the best known.

    A what-if that is kept has its result as origin. `leader` (a slug, or SEVERAL), `band` and `decisive_question` (a
    slug) sum up the outcome for the open statistics, by the rule with the number `summary_rule`; they are empty until
    it is finished.
    """

    edit_key = models.CharField(max_length=40, unique=True, default=new_edit_key, editable=False)
    # NULL until it is finished, not "": a database lets any number of rows have no value in a unique column.
    share_id = models.CharField(max_length=20, unique=True, null=True, editable=False)
    # An edition that a result rests on is never deleted: without it nothing could be told of the result.
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="evaluations")
    # What is kept of a what-if outlives the result that it was tried on: decision 11.
    origin = models.ForeignKey("self", models.SET_NULL, null=True, related_name="what_ifs", editable=False)
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    note = models.TextField(max_length=NOTE_LENGTH, blank=True)
    is_short = models.BooleanField(default=False)
    is_wide = models.BooleanField(default=False, db_default=False)
    # Stored as JSON; `answers` and `what_if` below give both in the engine's terms.
    stored_answers = models.JSONField(default=dict, db_column="answers")
    stored_what_if = models.JSONField(default=dict, db_column="what_if")
    leader = models.CharField(max_length=50, blank=True)
    band = models.CharField(max_length=20, blank=True)
    decisive_question = models.CharField(max_length=50, blank=True)
    summary_rule = models.PositiveSmallIntegerField(default=0, db_default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    # When its owner last did something, so that a draft can be purged that nobody goes on with.
    touched_at = models.DateTimeField(db_default=Now())

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(share_id__isnull=True, finished_at__isnull=True)
                | models.Q(share_id__isnull=False, finished_at__isnull=False),
                name="shared_when_finished",
            ),
        )
        # The newest results, of all or of one edition, are found at once however many there are.
        indexes = (
            models.Index(fields=["finished_at"], condition=FINISHED, name="newest_results"),
            models.Index(fields=["edition", "finished_at"], condition=FINISHED, name="newest_of_edition"),
            models.Index(fields=["touched_at"], condition=UNFINISHED, name="oldest_drafts"),
        )

    def __str__(self) -> str:
        return self.title or f"Evaluation {self.pk}"

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def contributions(self) -> Contributions:
        """The contributions of its edition and candidates, before any what-if. Errors: as of `contributions_of`."""
        return contributions_of(self.edition, is_wide=self.is_wide)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of its edition, with its candidates only. Errors: as of `contributions_of`."""
        return self.contributions.catalogue

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers by question, in the engine's terms; a skipped question has an answer with nothing chosen."""
        # As tolerant as the reader of editions: a node of a later release may have stored fields that this one lacks.
        return ANSWERS.validate_python(self.stored_answers, extra="ignore")

    @property
    def what_if(self) -> WhatIf:
        """What was tried out on the origin and kept; empty for an evaluation of answers alone."""
        return WHAT_IF.validate_python(self.stored_what_if, extra="ignore")

    @property
    def is_kept_what_if(self) -> bool:
        """Return whether it was kept from a what-if, even one that changed nothing but must-haves."""
        return bool(self.stored_what_if)

    def answer(self, question: str, answer: Answer) -> bool:
        """Keep an answer beside the others, and return whether it could be kept: not once it is finished or deleted."""
        stored = plain(ANSWERS, {question: answer})[question]
        # The database sets this one answer, so it is right whatever other tabs have answered since the row was read.
        answers = OneMemberSet("stored_answers", question, stored)
        self.stored_answers[question] = stored
        unfinished = Evaluation.objects.filter(pk=self.pk, finished_at=None)
        return unfinished.update(stored_answers=answers, touched_at=Now()) == 1

    def finish(self) -> None:
        self.share_id = new_share_id()
        self.finished_at = timezone.now()
        self.save()

    def owner_url(self) -> str:
        return reverse("owner", args=[self.edit_key])

    def delete_url(self) -> str:
        return reverse("delete", args=[self.edit_key])

    def result_url(self) -> str:
        return reverse("result", args=[self.share_id])

    def check_url(self) -> str:
        return reverse("check", args=[self.edit_key])

    def question_url(self, question: str) -> str:
        return reverse("question", args=[self.edit_key, question])


class DeletedResult(models.Model):
    """The share id of a result that its owner deleted, so that its link can say so. Nothing else is left of it."""

    share_id = models.CharField(max_length=20, unique=True)
    deleted_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Deleted on {self.deleted_at:%Y-%m-%d}"


class Count(models.Model):
    """How many evaluations there are of a kind, told by the fields that `key` names: `advisor/result_counts.py`."""

    key: ClassVar[tuple[str, ...]]

    # Below zero for a while, if what an earlier release finished without counting it is deleted by this one.
    number = models.IntegerField(default=0)

    objects = CountQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.number} of {', '.join(str(getattr(self, name)) for name in self.key)}"


class EditionCount(Count):
    """How many evaluations rest on an edition: results, or those that somebody may still go on with."""

    key = ("edition_id", "is_result")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", db_index=False)
    is_result = models.BooleanField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("edition", "is_result"), name="one_count_per_edition"),)


class EndingCount(Count):
    """How many results of the open statistics were finished in a month, with a leader in a band of certainty."""

    key = ("month", "leader", "band")

    month = models.DateField()  # its first day
    leader = models.CharField(max_length=50)
    band = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("month", "leader", "band"), name="one_count_per_ending"),)


class QuestionCount(Count):
    """How many results of the open statistics a question decided most."""

    key = ("decisive_question",)

    decisive_question = models.CharField(max_length=50, unique=True)


class SignInTries(models.Model):
    """How often somebody in a network has tried to sign in as an editor, wrongly or not yet judged, and until when it
    counts.
    """

    network = models.CharField(max_length=50, unique=True)
    tries = models.PositiveIntegerField(default=0)
    forgotten_at = models.DateTimeField()

    objects = SignInTriesQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.network}: {self.tries}"


class SiteKey(models.Model):
    """What tells the SECRET_KEY of this site from another, in its only row: `advisor/site_key.py`."""

    PRIMARY_KEY = 1

    fingerprint = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.fingerprint[:8]
