"""Frameworks, the criteria they are rated on, ratings, claims, and the evidence for both."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from recommender.engine.types import ClaimStatus, EvidenceKind, RatingMethod
from recommender.models.fields import (
    WHOLE_PUBLISHED,
    Placed,
    WebAddressColumn,
    anchor_field,
    choices_of,
    published_field,
    slug_field,
)


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def published(self) -> "FrameworkQuerySet":
        return self.filter(published=True)


class Framework(Placed):
    slug = slug_field()
    name = models.CharField(max_length=60, help_text="As its own project writes it.")
    published = models.BooleanField(default=False, help_text="Visitors see published frameworks only.")
    # db_default, here and below: while nodes are upgraded one by one, an earlier release adds rows without knowing
    # these columns.
    best_known = models.BooleanField(
        default=True,
        db_default=True,
        help_text="Best-known frameworks are compared for everybody, the others only for whoever asks for all.",
    )
    summary = models.CharField(max_length=160, help_text="What it is, in one sentence.")
    choose_when = models.CharField(
        max_length=160, help_text="How “Choose it when …” goes on, such as “you build an API that others call.”"
    )
    think_twice_when = models.CharField(
        max_length=160, help_text="How “Think twice when …” goes on, such as “most of the work is pages and forms.”"
    )
    moving_here = models.CharField(
        max_length=200,
        default="",
        db_default="",
        help_text="How “Moving an application to it means …” goes on, such as “rewriting its pages one by one.”",
    )
    latest_version = models.CharField(max_length=80, help_text="The newest stable version.")
    latest_release = models.CharField(max_length=10, validators=[WHOLE_PUBLISHED], help_text="YYYY-MM-DD or YYYY-MM.")
    first_release = models.PositiveSmallIntegerField(help_text="The year.")
    licence = models.CharField(max_length=60, help_text="Its short name, such as MIT or BSD-3-Clause.")
    python_versions = models.CharField(max_length=120, help_text="The Python versions it runs on.")
    support = models.TextField(help_text="How long versions are supported, in one sentence.")
    concurrency = models.TextField(help_text="How it handles many requests at once: sync, async or both.")
    docs_url = WebAddressColumn("documentation", help_text="The address where its documentation begins.")
    tutorial_url = WebAddressColumn(
        "tutorial", blank=True, help_text="The address of its official tutorial; empty if it has none."
    )
    repo_url = WebAddressColumn("repository", help_text="The address of its source code.")
    install = models.CharField(max_length=120, help_text="The command that installs it.")
    first_page_commands = models.TextField(
        "commands",
        blank=True,
        default="",
        db_default="",
        help_text="From an empty folder, in an environment of its own: one command a line. Empty, as all of these are, "
        "if there is no first page to show.",
    )
    first_page_file = models.CharField(
        "file",
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text="The file to write after that, such as app.py; empty if the commands write all there is.",
    )
    first_page_code = models.TextField(
        "code", blank=True, default="", db_default="", help_text="What the file holds; empty if there is no file."
    )
    first_page_serve = models.CharField(
        "serve", max_length=200, blank=True, default="", db_default="", help_text="The command that starts the server."
    )
    first_page_address = WebAddressColumn(
        "page",
        blank=True,
        default="",
        db_default="",
        help_text="The address that then shows the page, such as http://127.0.0.1:8000/",
    )

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("framework", args=[self.slug])

    def criteria_to_rate(self) -> "models.QuerySet[Criterion]":
        """Return the criteria on which it has no rating yet that has a phrase and cites evidence."""
        whole = Rating.objects.filter(framework=self.pk, evidence__isnull=False).exclude(phrase="")
        rated = Criterion.objects.filter(published=True).exclude(method=RatingMethod.ANSWER.value)
        return rated.exclude(ratings__in=whole)


class Criterion(Placed):
    slug = slug_field()
    name = models.CharField(max_length=60, help_text="In one to three words, as in a table's heading.")
    published = models.BooleanField(
        default=False,
        help_text="A draft reaches no visitor, and neither do its ratings and the points that choices give it.",
    )
    group = models.CharField(max_length=60, help_text="Criteria of the same group stand together.")
    weight = models.PositiveSmallIntegerField(
        default=10,
        help_text="What a point on this criterion is worth beside a point on another. 10 is usual; 0 switches it off.",
    )
    definition = models.TextField(help_text="What it measures, in one plain sentence.")
    method = models.CharField(
        max_length=10,
        choices=choices_of(RatingMethod),
        help_text="Checklist: by counting the items that hold. Rubric: by comparing with the scale below. Measured: by "
        "the formula. Answer: only for familiarity, where the visitor's own answer rates the frameworks.",
    )
    unit = models.CharField(max_length=200, help_text="What is counted or measured.")
    formula = models.CharField(max_length=200, blank=True, help_text="From the count or measurement to 0–100.")
    items = models.TextField(blank=True, help_text="For a checklist: one item a line.")
    anchor_0 = anchor_field(0)
    anchor_25 = anchor_field(25)
    anchor_50 = anchor_field(50)
    anchor_75 = anchor_field(75)
    anchor_100 = anchor_field(100)
    caveat = models.TextField(blank=True, help_text="What the number does not tell.")

    class Meta:
        ordering = ("position", "slug")
        verbose_name_plural = "criteria"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("criterion", args=[self.slug])

    def frameworks_to_rate(self) -> FrameworkQuerySet:
        """Return the published frameworks that have no rating on it yet that has a phrase and cites evidence."""
        whole = Rating.objects.filter(criterion=self.pk, evidence__isnull=False).exclude(phrase="")
        return Framework.objects.published().exclude(ratings__in=whole)


class Evidence(models.Model):
    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="evidence", help_text="The framework that it is about."
    )
    key = models.SlugField(help_text="A short name, unique within the framework.")
    statement = models.TextField(help_text="One fact, in our own words.")
    kind = models.CharField(
        max_length=10,
        choices=choices_of(EvidenceKind),
        help_text="Measured by us, documented by the project, from a survey, or somebody's opinion.",
    )
    source = models.CharField(max_length=200, help_text="The title of the source, with its version.")
    url = WebAddressColumn("address", blank=True, help_text="Empty for our own measurements and package metadata.")
    published = published_field()
    checked = models.DateField(help_text="When somebody last compared the statement with its source.")

    class Meta:
        ordering = ("framework", "key")
        verbose_name_plural = "evidence"
        constraints = (models.UniqueConstraint(fields=["framework", "key"], name="one_evidence_per_key"),)

    def __str__(self) -> str:
        return f"{self.framework}: {self.key}"


def rated_criterion_field(related_name: str) -> "models.ForeignKey[Criterion, Criterion]":
    return models.ForeignKey(
        Criterion,
        models.CASCADE,
        related_name=related_name,
        limit_choices_to=~Q(method=RatingMethod.ANSWER.value),
        help_text="What it is rated on.",
    )


class RatingValues(models.Model):
    """What a rating says, whatever is rated."""

    value = models.PositiveSmallIntegerField(
        help_text="0 to 100, by what the criterion's public scale says of 0, 25, 50, 75 and 100.",
    )
    low = models.PositiveSmallIntegerField(help_text="The lowest value that the evidence would bear.")
    high = models.PositiveSmallIntegerField(help_text="The highest value that the evidence would bear.")
    phrase = models.CharField(
        max_length=60,
        help_text="The rating in a few words, such as “Writes its OpenAPI contract from the code”. It stands wherever "
        "the rating is listed, and among the reasons of a result.",
    )
    rationale = models.TextField(help_text="How the value follows from the scale and the evidence. Visitors read it.")

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(low__lte=F("value"), value__lte=F("high"), high__lte=100),
                name="%(class)s_within_bounds",
                violation_error_message="A rating needs 0 ≤ low ≤ value ≤ high ≤ 100.",
            ),
        )


class Rating(RatingValues):
    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="ratings", help_text="The framework that is rated."
    )
    criterion = rated_criterion_field("ratings")
    evidence = models.ManyToManyField(Evidence, related_name="ratings", help_text="At least one piece.")

    class Meta:
        ordering = ("framework", "criterion__position", "criterion__slug")
        constraints = (
            models.UniqueConstraint(fields=["framework", "criterion"], name="one_rating_per_pair"),
            *RatingValues.Meta.constraints,
        )

    def __str__(self) -> str:
        return f"{self.framework}: {self.criterion}"

    def get_absolute_url(self) -> str:
        return f"{self.framework.get_absolute_url()}#{self.criterion.slug}"


class Claim(Placed):
    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="claims", help_text="The framework that it praises."
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="claims", help_text="What it is about; the two stand together on pages."
    )
    text = models.CharField(max_length=120, help_text="The claim as people make it.")
    status = models.CharField(max_length=10, choices=choices_of(ClaimStatus), help_text="What is left of it today.")
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


class Reading(Placed):
    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="further_reading", help_text="The framework that it teaches."
    )
    title = models.CharField(max_length=200, help_text="As the source itself has it.")
    url = WebAddressColumn("address", help_text="Where it can be read.")
    published = published_field()

    placed_within = "framework"

    class Meta:
        ordering = ("framework", "position")
        verbose_name_plural = "further reading"
        constraints = (models.UniqueConstraint(fields=["framework", "title"], name="one_reading_per_title"),)

    def __str__(self) -> str:
        return f"{self.framework}: {self.title}"


class KnownUser(Placed):
    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="known_users", help_text="The framework that is used."
    )
    name = models.CharField(max_length=80, help_text="Who uses it.")
    what = models.CharField(max_length=120, help_text="What for, in a few words.")
    source = models.CharField(max_length=200, help_text="The title of the source that says so.")
    url = WebAddressColumn("address", help_text="Where the source can be read.")
    published = published_field()

    placed_within = "framework"

    class Meta:
        ordering = ("framework", "position")
        constraints = (models.UniqueConstraint(fields=["framework", "name"], name="one_known_user_per_name"),)

    def __str__(self) -> str:
        return f"{self.framework}: {self.name}"
