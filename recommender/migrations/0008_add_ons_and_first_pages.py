"""Add-ons with the ratings they lead to, first pages, readings and users, and what a move to a framework means."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recommender", "0007_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="AddOn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The order on pages: small numbers come first. Leave it empty for the end.",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Its name in addresses and files. Changing it breaks links to its page."
                    ),
                ),
                ("name", models.CharField(help_text="As its own project writes it.", max_length=60)),
                ("summary", models.CharField(help_text="What it adds, in a few words.", max_length=100)),
                ("latest_version", models.CharField(help_text="The newest stable version.", max_length=80)),
                ("latest_release", models.CharField(help_text="YYYY-MM-DD or YYYY-MM.", max_length=10)),
                ("licence", models.CharField(help_text="Its short name, such as MIT or BSD-3-Clause.", max_length=60)),
                (
                    "docs_url",
                    models.URLField(
                        help_text="The address where its documentation begins.", verbose_name="documentation"
                    ),
                ),
                ("install", models.CharField(help_text="The command that installs it.", max_length=120)),
            ],
            options={
                "verbose_name": "add-on",
                "ordering": ("framework", "position", "slug"),
            },
        ),
        migrations.CreateModel(
            name="AddOnRating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "value",
                    models.PositiveSmallIntegerField(
                        help_text="0 to 100, by what the criterion's public scale says of 0, 25, 50, 75 and 100."
                    ),
                ),
                ("low", models.PositiveSmallIntegerField(help_text="The lowest value that the evidence would bear.")),
                ("high", models.PositiveSmallIntegerField(help_text="The highest value that the evidence would bear.")),
                (
                    "phrase",
                    models.CharField(
                        help_text="The rating in a few words, such as “Writes its OpenAPI contract from the code”. It stands wherever the rating is listed, and among the reasons of a result.",
                        max_length=60,
                    ),
                ),
                (
                    "rationale",
                    models.TextField(
                        help_text="How the value follows from the scale and the evidence. Visitors read it."
                    ),
                ),
            ],
            options={
                "verbose_name": "rating with an add-on",
                "verbose_name_plural": "ratings with add-ons",
                "ordering": ("add_on", "criterion__position", "criterion__slug"),
            },
        ),
        migrations.CreateModel(
            name="KnownUser",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The order on pages: small numbers come first. Leave it empty for the end.",
                    ),
                ),
                ("name", models.CharField(help_text="Who uses it.", max_length=80)),
                ("what", models.CharField(help_text="What for, in a few words.", max_length=120)),
                ("source", models.CharField(help_text="The title of the source that says so.", max_length=200)),
                ("url", models.URLField(help_text="Where the source can be read.", verbose_name="address")),
                (
                    "published",
                    models.CharField(
                        blank=True, help_text="YYYY, YYYY-MM or YYYY-MM-DD; empty if undated.", max_length=10
                    ),
                ),
            ],
            options={
                "ordering": ("framework", "position"),
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The order on pages: small numbers come first. Leave it empty for the end.",
                    ),
                ),
                ("title", models.CharField(help_text="As the source itself has it.", max_length=200)),
                ("url", models.URLField(help_text="Where it can be read.", verbose_name="address")),
                (
                    "published",
                    models.CharField(
                        blank=True, help_text="YYYY, YYYY-MM or YYYY-MM-DD; empty if undated.", max_length=10
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "further reading",
                "ordering": ("framework", "position"),
            },
        ),
        migrations.AddField(
            model_name="framework",
            name="first_page_address",
            field=models.URLField(
                blank=True,
                db_default="",
                default="",
                help_text="The address that then shows the page, such as http://127.0.0.1:8000/",
                verbose_name="page",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="first_page_code",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="What the file holds; empty if there is no file.",
                verbose_name="code",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="first_page_commands",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="From an empty folder, in an environment of its own: one command a line. Empty, as all of these are, if there is no first page to show.",
                verbose_name="commands",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="first_page_file",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="The file to write after that, such as app.py; empty if the commands write all there is.",
                max_length=120,
                verbose_name="file",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="first_page_serve",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="The command that starts the server.",
                max_length=200,
                verbose_name="serve",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="moving_here",
            field=models.CharField(
                db_default="",
                default="",
                help_text="How “Moving an application to it means …” goes on, such as “rewriting its pages one by one.”",
                max_length=200,
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="familiarity_is_built_with",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Such a question asks with which framework an application is built that is there already. A result then says what a move from there would mean.",
                verbose_name="asks what is built already",
            ),
        ),
        migrations.AlterField(
            model_name="question",
            name="familiarity_criterion",
            field=models.ForeignKey(
                blank=True,
                help_text="Only for a question that asks for frameworks, such as those that are known. They are its choices then, and those that are named count as 100 on this criterion. A criterion has one such question.",
                limit_choices_to=models.Q(("method", "answer")),
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="recommender.criterion",
            ),
        ),
        migrations.AlterConstraint(
            model_name="question",
            name="one_question_about_familiarity",
            constraint=models.UniqueConstraint(
                fields=("familiarity_criterion",),
                name="one_question_about_familiarity",
                violation_error_message="There is already a question about this criterion.",
            ),
        ),
        migrations.AddField(
            model_name="addon",
            name="framework",
            field=models.ForeignKey(
                help_text="The framework to which it is added.",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="add_ons",
                to="recommender.framework",
            ),
        ),
        migrations.AddField(
            model_name="addonrating",
            name="add_on",
            field=models.ForeignKey(
                help_text="The add-on that is counted.",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ratings",
                to="recommender.addon",
            ),
        ),
        migrations.AddField(
            model_name="addonrating",
            name="criterion",
            field=models.ForeignKey(
                help_text="What it is rated on.",
                limit_choices_to=models.Q(("method", "answer"), _negated=True),
                on_delete=django.db.models.deletion.CASCADE,
                related_name="add_on_ratings",
                to="recommender.criterion",
            ),
        ),
        migrations.AddField(
            model_name="addonrating",
            name="evidence",
            field=models.ManyToManyField(
                help_text="At least one piece.", related_name="add_on_ratings", to="recommender.evidence"
            ),
        ),
        migrations.AddField(
            model_name="knownuser",
            name="framework",
            field=models.ForeignKey(
                help_text="The framework that is used.",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="known_users",
                to="recommender.framework",
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="framework",
            field=models.ForeignKey(
                help_text="The framework that it teaches.",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="further_reading",
                to="recommender.framework",
            ),
        ),
        migrations.AddConstraint(
            model_name="addon",
            constraint=models.UniqueConstraint(fields=("framework", "slug"), name="one_add_on_per_slug"),
        ),
        migrations.AddConstraint(
            model_name="addonrating",
            constraint=models.UniqueConstraint(fields=("add_on", "criterion"), name="one_add_on_rating_per_pair"),
        ),
        migrations.AddConstraint(
            model_name="addonrating",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("high__lte", 100), ("low__lte", models.F("value")), ("value__lte", models.F("high"))
                ),
                name="addonrating_within_bounds",
                violation_error_message="A rating needs 0 ≤ low ≤ value ≤ high ≤ 100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="knownuser",
            constraint=models.UniqueConstraint(fields=("framework", "name"), name="one_known_user_per_name"),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(fields=("framework", "title"), name="one_reading_per_title"),
        ),
    ]
