"""Outside options: what may serve a project better than any framework, and after which answers it is named."""

from django.db import models

from recommender.models.fields import Placed, WebAddressColumn, slug_field
from recommender.models.questionnaire import BY_CHOICE, Choice


class OutsideOption(Placed):
    slug = slug_field()
    name = models.CharField(max_length=60, help_text="As its own project writes it, or the kind of thing it is.")
    text = models.CharField(
        max_length=200,
        help_text="How its name and a colon go on: what it is and when it is enough, such as “a dashboard in one "
        "script, if charts are all there is.”",
    )
    url = WebAddressColumn("address", help_text="Where its official documentation begins.")

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.name


class OutsideCondition(models.Model):
    """An outside option is named only if all of its conditions are met; such a choice cannot be deleted."""

    option = models.ForeignKey(OutsideOption, models.CASCADE, related_name="conditions")
    # RESTRICT, as with the conditions of questions.
    choice = models.ForeignKey(
        Choice, models.RESTRICT, related_name="outside_conditions", help_text="It is named after this answer."
    )

    class Meta:
        ordering = BY_CHOICE
        verbose_name = "name only if"
        verbose_name_plural = "name only if all of these were chosen"
        constraints = (models.UniqueConstraint(fields=["option", "choice"], name="one_outside_condition_per_choice"),)

    def __str__(self) -> str:
        return f"“{self.option}” is named after “{self.choice}”"
