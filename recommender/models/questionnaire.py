"""Questions in their sections, with what their choices do, and the personas that answer them."""

from django.db import models
from django.db.models import Q

from recommender.engine.types import RatingMethod
from recommender.models.fields import Placed, WebAddressColumn, slug_field
from recommender.models.frameworks import Criterion, Framework


class Section(Placed):
    slug = slug_field()
    title = models.CharField(max_length=60, help_text="The part of the questionnaire, in one to three words.")

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.title


class Question(Placed):
    section = models.ForeignKey(
        Section, models.PROTECT, related_name="questions", help_text="The part of the questionnaire that asks it."
    )
    slug = slug_field()
    published = models.BooleanField(
        default=False,
        help_text="A draft reaches no visitor. A published question is asked once two choices are there and one of "
        "them has an effect or opens a later question.",
    )
    text = models.CharField(max_length=120, help_text="The question itself; it is the heading of its page.")
    help = models.TextField(blank=True, help_text="What is meant, in plain words.")
    why = models.TextField("why we ask", help_text="What the answer changes.")
    # db_default, here and below: while nodes are upgraded one by one, an earlier release adds rows without knowing
    # these columns.
    describes_project = models.BooleanField(
        "tells what is built",
        default=False,
        db_default=False,
        help_text="Another answer would be another project. A result then never says what would win with one.",
    )
    familiarity_criterion = models.ForeignKey(
        Criterion,
        models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to=Q(method=RatingMethod.ANSWER.value),
        help_text="Only for a question that asks for frameworks, such as those that are known. They are its choices "
        "then, and those that are named count as 100 on this criterion. A criterion has one such question.",
    )
    familiarity_points = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The points such an answer gives to its criterion."
    )
    familiarity_is_built_with = models.BooleanField(
        "asks what is built already",
        default=False,
        db_default=False,
        help_text="Such a question asks with which framework an application is built that is there already. A result "
        "then says what a move from there would mean.",
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
                # NULL is unlike NULL to a unique constraint, so all other questions are free of it.
                fields=["familiarity_criterion"],
                name="one_question_about_familiarity",
                violation_error_message="There is already a question about this criterion.",
            ),
        )

    def __str__(self) -> str:
        return self.text


class Choice(Placed):
    question = models.ForeignKey(
        Question, models.CASCADE, related_name="choices", help_text="The question that it answers."
    )
    slug = slug_field(unique=False)
    text = models.CharField(max_length=120, help_text="The answer, as a visitor would give it. It names no framework.")
    help = models.TextField(blank=True, help_text="What choosing it means, in plain words.")

    placed_within = "question"

    class Meta:
        ordering = ("question__section__position", "question__position", "position", "slug")
        constraints = (models.UniqueConstraint(fields=["question", "slug"], name="one_choice_per_slug"),)

    def __str__(self) -> str:
        return f"{self.question} {self.text}"


BY_CHOICE = ("choice__question__section__position", "choice__question__position", "choice__position", "choice__slug")
"""The order of conditions: that of their choices in the questionnaire."""


class Condition(models.Model):
    """A question is asked only if one of its conditions is met; a choice that is a condition cannot be deleted."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="conditions")
    # RESTRICT, not PROTECT: a choice may go in the same deletion as the question that depends on it.
    choice = models.ForeignKey(
        Choice, models.RESTRICT, related_name="conditions", help_text="The question is asked after this answer."
    )

    class Meta:
        ordering = BY_CHOICE
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
        help_text="What this choice makes important.",
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
        help_text="What this choice demands when it is marked as a must-have.",
    )
    least = models.PositiveSmallIntegerField(
        "minimum rating",
        help_text="As a must-have, frameworks rated below this rank below all others.",
    )

    class Meta:
        ordering = ("choice", "criterion__position", "criterion__slug")
        constraints = (
            models.UniqueConstraint(fields=["choice", "criterion"], name="one_requirement_per_pair"),
            models.CheckConstraint(
                condition=Q(least__gte=1, least__lte=100),
                name="requirement_within_bounds",
                violation_error_message="A minimum rating is from 1 to 100.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.criterion} at least {self.least}"


class Persona(Placed):
    slug = slug_field()
    name = models.CharField(max_length=80, help_text="The project in a few words, such as “Online magazine”.")
    description = models.TextField(help_text="The project, in a sentence or two.")
    source = models.CharField(max_length=200, help_text="Who says that the accepted frameworks fit.")
    url = WebAddressColumn("address", blank=True, help_text="Where the source says so, if it can be read.")
    # No rows: an answer to a question that is gone stays, so that its editor can be told of it.
    answers = models.JSONField(
        help_text='By question: {"project": {"chosen": ["online-shop"], "importance": "normal"}}'
    )
    accepted = models.ManyToManyField(Framework, help_text="The frameworks that an expert would accept.")
    # db_default: while nodes are upgraded one by one, an earlier release adds rows without knowing this column.
    disagreement = models.TextField(
        blank=True,
        default="",
        db_default="",
        help_text="If another framework leads and the catalogue is not to be changed for it: why. Else empty.",
    )

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.name
