"""Which questions tell what is built, so that another answer would be another project: until now, the one so named."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def mark(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Mark the question, and let the next visitor's start make an edition of it."""
    if apps.get_model("recommender", "Question").objects.filter(slug="project").update(describes_project=True):
        apps.get_model("recommender", "CatalogueState").objects.update(changes=F("changes") + 1)


class Migration(migrations.Migration):
    dependencies = (("recommender", "0005_phrases_and_advice"),)

    operations = (
        migrations.AddField(
            model_name="question",
            name="describes_project",
            field=models.BooleanField(
                "tells what is built",
                default=False,
                db_default=False,
                help_text="Another answer would be another project. A result then never says what would win with one.",
            ),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    )
