"""Proposed ratings and suggested frameworks; whoever may keep disputes, or ratings and frameworks, may settle them."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from recommender.migrations._permissions import permit_like


def permit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    permit_like(apps, "dispute", ("ratingproposal", "frameworksuggestion"))
    permit_like(apps, "rating", ("ratingproposal",))
    permit_like(apps, "framework", ("frameworksuggestion",))


class Migration(migrations.Migration):
    dependencies = [
        ("recommender", "0014_remarks"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterField(
            model_name="dispute",
            name="settled_at",
            field=models.DateTimeField(
                editable=False, help_text="When it was settled; set by itself.", null=True, verbose_name="settled"
            ),
        ),
        migrations.CreateModel(
            name="FrameworkSuggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        help_text="What you found, and what was changed. Everybody can read it.",
                        max_length=2000,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, help_text="When the visitor sent it.", verbose_name="sent"),
                ),
                (
                    "settled_at",
                    models.DateTimeField(
                        editable=False,
                        help_text="When it was settled; set by itself.",
                        null=True,
                        verbose_name="settled",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("accepted", "Accepted"), ("declined", "Declined")],
                        default="open",
                        help_text="Accepted or declined, it is public with your answer.",
                        max_length=10,
                    ),
                ),
                (
                    "interest",
                    models.CharField(
                        blank=True,
                        choices=[("", "I would rather not say"), ("no", "No"), ("yes", "Yes")],
                        help_text="Whether the visitor works on the framework, or for somebody who gains by it. Only we read it.",
                        max_length=3,
                    ),
                ),
                ("reason", models.TextField(help_text="Why, in the visitor's words.", max_length=2000)),
                ("name", models.CharField(help_text="As the visitor wrote it.", max_length=60)),
                ("url", models.URLField(help_text="Where the visitor says it can be found.", verbose_name="address")),
                (
                    "framework",
                    models.ForeignKey(
                        editable=False,
                        help_text="The draft made of it.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="recommender.framework",
                    ),
                ),
            ],
            options={
                "verbose_name": "suggested framework",
                "ordering": ("-created_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("status", "open")),
                            models.Q(
                                models.Q(("status", "open"), _negated=True),
                                ("settled_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="suggestion_settled_with_an_answer",
                        violation_error_message="To settle it, say in the answer what you found.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RatingProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        help_text="What you found, and what was changed. Everybody can read it.",
                        max_length=2000,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, help_text="When the visitor sent it.", verbose_name="sent"),
                ),
                (
                    "settled_at",
                    models.DateTimeField(
                        editable=False,
                        help_text="When it was settled; set by itself.",
                        null=True,
                        verbose_name="settled",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("accepted", "Accepted"), ("declined", "Declined")],
                        default="open",
                        help_text="Accepted or declined, it is public with your answer.",
                        max_length=10,
                    ),
                ),
                (
                    "interest",
                    models.CharField(
                        blank=True,
                        choices=[("", "I would rather not say"), ("no", "No"), ("yes", "Yes")],
                        help_text="Whether the visitor works on the framework, or for somebody who gains by it. Only we read it.",
                        max_length=3,
                    ),
                ),
                ("reason", models.TextField(help_text="Why, in the visitor's words.", max_length=2000)),
                ("former_value", models.PositiveSmallIntegerField(help_text="The rating when it was sent.", null=True)),
                (
                    "former_low",
                    models.PositiveSmallIntegerField(help_text="The lowest likely value when it was sent.", null=True),
                ),
                (
                    "former_high",
                    models.PositiveSmallIntegerField(help_text="The highest likely value when it was sent.", null=True),
                ),
                ("value", models.PositiveSmallIntegerField(help_text="The proposed rating, 0 to 100.")),
                ("low", models.PositiveSmallIntegerField(help_text="The lowest value that the evidence would bear.")),
                ("high", models.PositiveSmallIntegerField(help_text="The highest value that the evidence would bear.")),
                ("phrase", models.CharField(help_text="The rating in a few words.", max_length=60)),
                ("evidence_statement", models.TextField(help_text="What the source says.", max_length=1000)),
                (
                    "evidence_kind",
                    models.CharField(
                        choices=[
                            ("measured", "Measured"),
                            ("documented", "Documented"),
                            ("survey", "Survey"),
                            ("opinion", "Opinion"),
                        ],
                        help_text="Documented, from a survey, or an opinion.",
                        max_length=10,
                    ),
                ),
                ("evidence_source", models.CharField(help_text="The title of the source.", max_length=200)),
                (
                    "evidence_url",
                    models.URLField(help_text="Where the source can be read.", verbose_name="address of the evidence"),
                ),
                (
                    "evidence_published",
                    models.CharField(
                        blank=True, help_text="YYYY, YYYY-MM or YYYY-MM-DD; empty if undated.", max_length=10
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        help_text="What it is rated on.",
                        limit_choices_to=models.Q(("method", "answer"), _negated=True),
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="recommender.criterion",
                    ),
                ),
                (
                    "framework",
                    models.ForeignKey(
                        help_text="What is rated.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="recommender.framework",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposed rating",
                "ordering": ("-created_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("status", "open")),
                            models.Q(
                                models.Q(("status", "open"), _negated=True),
                                ("settled_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rating_proposal_settled_with_an_answer",
                        violation_error_message="To settle it, say in the answer what you found.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("high__lte", 100), ("low__lte", models.F("value")), ("value__lte", models.F("high"))
                        ),
                        name="rating_proposal_within_bounds",
                        violation_error_message="A rating needs 0 ≤ low ≤ value ≤ high ≤ 100.",
                    ),
                ],
            },
        ),
        migrations.RunPython(permit, migrations.RunPython.noop),
    ]
