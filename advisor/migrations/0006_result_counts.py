"""Tables of counts, which are filled when all migrations are done (`advisor/summaries.py`), and two indexes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("advisor", "0005_evaluation_is_wide"),
        ("recommender", "0013_replacing_add_ons"),
    ]

    operations = [
        migrations.CreateModel(
            name="EditionCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField(default=0)),
                ("is_result", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="EndingCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField(default=0)),
                ("month", models.DateField()),
                ("leader", models.CharField(max_length=50)),
                ("band", models.CharField(blank=True, max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name="QuestionCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField(default=0)),
                ("decisive_question", models.CharField(max_length=50, unique=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="evaluation",
            index=models.Index(
                condition=models.Q(("finished_at__isnull", False)), fields=["finished_at"], name="newest_results"
            ),
        ),
        migrations.AddIndex(
            model_name="evaluation",
            index=models.Index(
                condition=models.Q(("finished_at__isnull", False)),
                fields=["edition", "finished_at"],
                name="newest_of_edition",
            ),
        ),
        migrations.AddField(
            model_name="editioncount",
            name="edition",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="recommender.edition"
            ),
        ),
        migrations.AddConstraint(
            model_name="endingcount",
            constraint=models.UniqueConstraint(fields=("month", "leader", "band"), name="one_count_per_ending"),
        ),
        migrations.AddConstraint(
            model_name="editioncount",
            constraint=models.UniqueConstraint(fields=("edition", "is_result"), name="one_count_per_edition"),
        ),
    ]
