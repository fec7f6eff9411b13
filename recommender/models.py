"""The catalogue as rows that editors keep, and the editions made of it."""

from enum import StrEnum
from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Max, Q
from django.urls import reverse

from recommender.engine.soundness import GREATEST_WEIGHT, PUBLISHED, SLUG
from recommender.engine.types import ClaimStatus, EvidenceKind, RatingMethod

WHOLE_SLUG = RegexValidator(rf"\A{SLUG.pattern}\Z", "Use only a–z, 0–9 and single hyphens.")
WHOLE_PUBLISHED = RegexValidator(rf"\A{PUBLISHED.pattern}\Z", "Use YYYY, YYYY-MM or YYYY-MM-DD, or leave it empty.")
RATING_BOUNDS = [MinValueValidator(0), MaxValueValidator(100)]


def choices_of(kinds: type[StrEnum]) -> list[tuple[str, str]]:
    return [(kind.value, getattr(kind, "label", kind.value.capitalize())) for kind in kinds]


def slug_field(*, unique: bool = True) -> "models.SlugField[str, str]":
    return models.SlugField(
        unique=unique,
        validators=[WHOLE_SLUG],
        help_text="Its name in addresses and files. Changing it breaks links to its page.",
    )


class Placed(models.Model):
    """A row with a place among others; without one it goes to the end."""

    position = models.PositiveSmallIntegerField(
        blank=True, help_text="The order on pages: small numbers come first. Leave it empty for the end."
    )

    placed_within: ClassVar[str | None] = None
    """The foreign key to what it has its place in; none if it is placed among all of its kind."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if cast("int | None", self.position) is None:
            among = {self.placed_within: getattr(self, self.placed_within)} if self.placed_within else {}
            last = type(self)._default_manager.filter(**among).aggregate(last=Max("position"))["last"]
            self.position = 0 if last is None else last + 1
        super().save(*args, **kwargs)


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def published(self) -> "FrameworkQuerySet":
        return self.filter(published=True)


class Framework(Placed):
    slug = slug_field()
    name = models.CharField(max_length=60)
    published = models.BooleanField(default=False, help_text="Visitors see published frameworks only.")
    summary = models.CharField(max_length=160, help_text="What it is, in one sentence.")
    latest_version = models.CharField(max_length=80)
    latest_release = models.CharField(max_length=10, validators=[WHOLE_PUBLISHED], help_text="YYYY-MM-DD or YYYY-MM.")
    first_release = models.PositiveSmallIntegerField(help_text="The year.")
    licence = models.CharField(max_length=60)
    python_versions = models.CharField(max_length=120, help_text="The Python versions it runs on.")
    support = models.TextField(help_text="How long versions are supported, in one sentence.")
    concurrency = models.TextField(help_text="How it handles many requests at once: sync, async or both.")
    docs_url = models.URLField("documentation")
    repo_url = models.URLField("repository")
    install = models.CharField(max_length=120, help_text="The command that installs it.")

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("framework", args=[self.slug])

    def criteria_without_sources(self) -> "models.QuerySet[Criterion]":
        """The criteria on which it has no rating yet that cites evidence."""
        sourced = Rating.objects.filter(framework=self, evidence__isnull=False)
        return Criterion.objects.exclude(method=RatingMethod.ANSWER.value).exclude(ratings__in=sourced)


class Criterion(Placed):
    slug = slug_field()
    name = models.CharField(max_length=60)
    group = models.CharField(max_length=60, help_text="Criteria of the same group stand together.")
    weight = models.PositiveSmallIntegerField(
        default=10,
        validators=[MaxValueValidator(GREATEST_WEIGHT)],
        help_text="What a point on this criterion is worth beside a point on another. 10 is usual; 0 switches it off.",
    )
    definition = models.TextField(help_text="What it measures, in one plain sentence.")
    method = models.CharField(
        max_length=10,
        choices=choices_of(RatingMethod),
        help_text="“Answer” is for familiarity only: the visitor's answer rates the frameworks.",
    )
    unit = models.CharField(max_length=200, help_text="What is counted or measured.")
    formula = models.CharField(max_length=200, blank=True, help_text="From the count or measurement to 0–100.")
    items = models.TextField(blank=True, help_text="For a checklist: one item a line.")
    anchor_0 = models.CharField("at 0", max_length=200, blank=True)
    anchor_25 = models.CharField("at 25", max_length=200, blank=True)
    anchor_50 = models.CharField("at 50", max_length=200, blank=True)
    anchor_75 = models.CharField("at 75", max_length=200, blank=True)
    anchor_100 = models.CharField("at 100", max_length=200, blank=True)
    caveat = models.TextField(blank=True, help_text="What the number does not tell.")

    class Meta:
        ordering = ("position", "slug")
        verbose_name_plural = "criteria"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("criterion", args=[self.slug])


class Evidence(models.Model):
    framework = models.ForeignKey(Framework, models.CASCADE, related_name="evidence")
    key = models.SlugField(validators=[WHOLE_SLUG], help_text="A short name, unique within the framework.")
    statement = models.TextField(help_text="One fact, in our own words.")
    kind = models.CharField(max_length=10, choices=choices_of(EvidenceKind))
    source = models.CharField(max_length=200, help_text="The title of the source, with its version.")
    url = models.URLField("address", blank=True, help_text="Empty for our own measurements and package metadata.")
    published = models.CharField(
        max_length=10,
        blank=True,
        validators=[WHOLE_PUBLISHED],
        help_text="YYYY, YYYY-MM or YYYY-MM-DD; empty if undated.",
    )
    checked = models.DateField(help_text="When somebody last compared the statement with its source.")

    class Meta:
        ordering = ("framework", "key")
        verbose_name_plural = "evidence"
        constraints = (models.UniqueConstraint(fields=["framework", "key"], name="one_evidence_per_key"),)

    def __str__(self) -> str:
        return f"{self.framework}: {self.key}"


class Rating(models.Model):
    framework = models.ForeignKey(Framework, models.CASCADE, related_name="ratings")
    criterion = models.ForeignKey(
        Criterion,
        models.CASCADE,
        related_name="ratings",
        limit_choices_to=~Q(method=RatingMethod.ANSWER.value),
    )
    value = models.PositiveSmallIntegerField(
        validators=RATING_BOUNDS, help_text="0 to 100, by the criterion's anchors."
    )
    low = models.PositiveSmallIntegerField(validators=RATING_BOUNDS, help_text="The least that is plausible.")
    high = models.PositiveSmallIntegerField(validators=RATING_BOUNDS, help_text="The most that is plausible.")
    rationale = models.TextField(help_text="How the value follows from the anchors and the evidence.")
    evidence = models.ManyToManyField(Evidence, related_name="ratings", help_text="At least one piece.")

    class Meta:
        ordering = ("framework", "criterion__position", "criterion__slug")
        constraints = (
            models.UniqueConstraint(fields=["framework", "criterion"], name="one_rating_per_pair"),
            models.CheckConstraint(
                condition=Q(low__lte=F("value"), value__lte=F("high"), high__lte=100),
                name="rating_within_bounds",
                violation_error_message="A rating needs 0 ≤ low ≤ value ≤ high ≤ 100.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.framework}: {self.criterion}"

    def get_absolute_url(self) -> str:
        return f"{self.framework.get_absolute_url()}#{self.criterion.slug}"


class Claim(Placed):
    framework = models.ForeignKey(Framework, models.CASCADE, related_name="claims")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="claims")
    text = models.CharField(max_length=120, help_text="The claim as people make it.")
    status = models.CharField(max_length=10, choices=choices_of(ClaimStatus))
    reason = models.TextField(help_text="Why it holds, or no longer does.")
    evidence = models.ManyToManyField(Evidence, related_name="claims", help_text="At least one piece.")

    placed_within = "framework"

    class Meta:
        ordering = ("framework", "position")
        constraints = (models.UniqueConstraint(fields=["framework", "text"], name="one_claim_per_text"),)

    def __str__(self) -> str:
        return f"{self.framework}: {self.text}"

    def get_absolute_url(self) -> str:
        return f"{self.framework.get_absolute_url()}#claims"


class Section(Placed):
    slug = slug_field()
    title = models.CharField(max_length=60)

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.title


class Question(Placed):
    section = models.ForeignKey(Section, models.PROTECT, related_name="questions")
    slug = slug_field()
    text = models.CharField(max_length=120, help_text="The question itself; it is the heading of its page.")
    help = models.TextField(blank=True, help_text="What is meant, in plain words.")
    why = models.TextField("why we ask", help_text="What the answer changes.")
    familiarity_criterion = models.ForeignKey(
        Criterion,
        models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to=Q(method=RatingMethod.ANSWER.value),
        help_text="Only for the question which frameworks are known: its choices are then the frameworks.",
    )
    familiarity_points = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The points such an answer gives to its criterion."
    )

    placed_within = "section"

    class Meta:
        ordering = ("section__position", "position", "slug")
        constraints = (
            models.CheckConstraint(
                condition=Q(familiarity_criterion__isnull=True, familiarity_points__isnull=True)
                | Q(familiarity_criterion__isnull=False, familiarity_points__isnull=False),
                name="familiarity_criterion_with_points",
                violation_error_message="A question about familiarity needs both a criterion and points.",
            ),
            models.UniqueConstraint(
                fields=["familiarity_criterion"],
                name="one_question_about_familiarity",
                violation_error_message="There is already a question about familiarity.",
            ),
        )

    def __str__(self) -> str:
        return self.text


class Choice(Placed):
    question = models.ForeignKey(Question, models.CASCADE, related_name="choices")
    slug = slug_field(unique=False)
    text = models.CharField(max_length=120)
    help = models.TextField(blank=True, help_text="What choosing it means, in plain words.")

    placed_within = "question"

    class Meta:
        ordering = ("question__section__position", "question__position", "position", "slug")
        constraints = (models.UniqueConstraint(fields=["question", "slug"], name="one_choice_per_slug"),)

    def __str__(self) -> str:
        return f"{self.question} {self.text}"


class Condition(models.Model):
    """A question is asked only if one of its conditions is met; a choice that is a condition cannot be deleted."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="conditions")
    choice = models.ForeignKey(Choice, models.RESTRICT, related_name="conditions")

    class Meta:
        ordering = (
            "choice__question__section__position",
            "choice__question__position",
            "choice__position",
            "choice__slug",
        )
        verbose_name = "ask only if"
        verbose_name_plural = "ask only if one of these was chosen"
        constraints = (models.UniqueConstraint(fields=["question", "choice"], name="one_condition_per_choice"),)

    def __str__(self) -> str:
        return f"“{self.question}” is asked after “{self.choice}”"


class Effect(models.Model):
    choice = models.ForeignKey(Choice, models.CASCADE, related_name="effects")
    criterion = models.ForeignKey(
        Criterion,
        models.PROTECT,
        related_name="effects",
        limit_choices_to=~Q(method=RatingMethod.ANSWER.value),
    )
    points = models.PositiveSmallIntegerField(help_text="How much this choice makes the criterion count.")

    class Meta:
        ordering = ("choice", "criterion__position", "criterion__slug")
        constraints = (models.UniqueConstraint(fields=["choice", "criterion"], name="one_effect_per_pair"),)

    def __str__(self) -> str:
        return f"{self.criterion} +{self.points}"


class Requirement(models.Model):
    choice = models.ForeignKey(Choice, models.CASCADE, related_name="requirements")
    criterion = models.ForeignKey(
        Criterion,
        models.PROTECT,
        related_name="requirements",
        limit_choices_to=~Q(method=RatingMethod.ANSWER.value),
    )
    least = models.PositiveSmallIntegerField(
        "least rating",
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="As a must-have, frameworks rated below this rank below all others.",
    )

    class Meta:
        ordering = ("choice", "criterion__position", "criterion__slug")
        constraints = (
            models.UniqueConstraint(fields=["choice", "criterion"], name="one_requirement_per_pair"),
            models.CheckConstraint(
                condition=Q(least__gte=1, least__lte=100),
                name="requirement_within_bounds",
                violation_error_message="A least rating is from 1 to 100.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.criterion} at least {self.least}"


class Persona(Placed):
    slug = slug_field()
    name = models.CharField(max_length=80)
    description = models.TextField(help_text="The project, in a sentence or two.")
    source = models.CharField(max_length=200, help_text="Who says that the accepted frameworks fit.")
    url = models.URLField("address", blank=True)
    answers = models.JSONField(
        help_text='By question: {"project": {"chosen": ["online-shop"], "importance": "normal"}}'
    )
    accepted = models.ManyToManyField(Framework, help_text="The frameworks that an expert would accept.")

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """An immutable, numbered snapshot of the whole catalogue: canonical JSON and its SHA-256."""

    number = models.PositiveIntegerField(unique=True)
    digest = models.CharField(max_length=64, db_index=True)
    content = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"Edition {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ValidationError("An edition never changes.")
        super().save(*args, **kwargs)


class CatalogueState(models.Model):
    """The one row that says which edition is current, and whether the rows have changed since it was made."""

    PRIMARY_KEY: ClassVar = 1

    changes = models.PositiveBigIntegerField(default=0)
    changes_in_edition = models.PositiveBigIntegerField(default=0)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True)

    def __str__(self) -> str:
        return f"{self.edition}, {self.changes - self.changes_in_edition} changes since"

    @property
    def is_current(self) -> bool:
        return self.edition is not None and self.changes == self.changes_in_edition
