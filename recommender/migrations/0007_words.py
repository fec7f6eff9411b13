"""Call the least rating that a must-have requires a minimum rating."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recommender", "0006_question_describes_project"),
    ]

    operations = [
        migrations.AlterField(
            model_name="requirement",
            name="least",
            field=models.PositiveSmallIntegerField(
                help_text="As a must-have, frameworks rated below this rank below all others.",
                verbose_name="minimum rating",
            ),
        ),
        migrations.AlterConstraint(
            model_name="requirement",
            name="requirement_within_bounds",
            constraint=models.CheckConstraint(
                condition=models.Q(("least__gte", 1), ("least__lte", 100)),
                name="requirement_within_bounds",
                violation_error_message="A minimum rating is from 1 to 100.",
            ),
        ),
    ]
