"""A phrase for each rating; when to choose a framework and when not, and its tutorial. Rows of before say nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recommender", "0004_rules_stated_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="framework",
            name="choose_when",
            field=models.CharField(
                default="",
                help_text="How “Choose it when …” goes on, such as “you build an API that others call.”",
                max_length=160,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="framework",
            name="think_twice_when",
            field=models.CharField(
                default="",
                help_text="How “Think twice when …” goes on, such as “most of the work is pages and forms.”",
                max_length=160,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="framework",
            name="tutorial_url",
            field=models.URLField(
                blank=True,
                default="",
                help_text="The address of its official tutorial; empty if it has none.",
                verbose_name="tutorial",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="rating",
            name="phrase",
            field=models.CharField(
                default="",
                help_text="The rating in a few words, such as “Writes its OpenAPI contract from the code”. It stands "
                "wherever the rating is listed, and among the reasons of a result.",
                max_length=60,
            ),
            preserve_default=False,
        ),
    ]
