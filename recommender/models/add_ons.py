"""The add-ons of frameworks, and the ratings with them."""

from django.db import models

from recommender.models.fields import Placed, WebAddressColumn, slug_field
from recommender.models.frameworks import Evidence, Framework, RatingValues, rated_criterion_field


class AddOn(Placed):
    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="add_ons", help_text="The framework to which it is added."
    )
    slug = slug_field(unique=False)
    name = models.CharField(max_length=60, help_text="As its own project writes it.")
    summary = models.CharField(max_length=100, help_text="What it adds, in a few words.")
    latest_version = models.CharField(max_length=80, help_text="The newest stable version.")
    latest_release = models.CharField(max_length=10, help_text="YYYY-MM-DD or YYYY-MM.")
    licence = models.CharField(max_length=60, help_text="Its short name, such as MIT or BSD-3-Clause.")
    docs_url = WebAddressColumn("documentation", help_text="The address where its documentation begins.")
    install = models.CharField(max_length=120, help_text="The command that installs it.")
    replaces = models.BooleanField(
        "takes the framework's place",
        default=False,
        # While nodes are upgraded one by one, an earlier release adds rows without knowing this column.
        db_default=False,
        help_text="It is used instead of the framework, as Quart is for Flask: named, but counted in nothing.",
    )

    placed_within = "framework"

    class Meta:
        ordering = ("framework", "position", "slug")
        verbose_name = "add-on"
        constraints = (models.UniqueConstraint(fields=["framework", "slug"], name="one_add_on_per_slug"),)

    def __str__(self) -> str:
        return f"{self.framework}: {self.name}"


class AddOnRating(RatingValues):
    """A framework's rating on a criterion if an add-on of it is counted."""

    add_on = models.ForeignKey(AddOn, models.CASCADE, related_name="ratings", help_text="The add-on that is counted.")
    criterion = rated_criterion_field("add_on_ratings")
    evidence = models.ManyToManyField(Evidence, related_name="add_on_ratings", help_text="At least one piece.")

    class Meta:
        ordering = ("add_on", "criterion__position", "criterion__slug")
        verbose_name = "rating with an add-on"
        verbose_name_plural = "ratings with add-ons"
        constraints = (
            models.UniqueConstraint(fields=["add_on", "criterion"], name="one_add_on_rating_per_pair"),
            *RatingValues.Meta.constraints,
        )

    def __str__(self) -> str:
        return f"{self.add_on}: {self.criterion}"
