"""Whoever may see or change questions may do the same with outside options."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from recommender.migrations._permissions import permit_like


def permit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    permit_like(apps, "question", ("outsideoption", "outsidecondition"))


class Migration(migrations.Migration):
    dependencies = (
        ("recommender", "0011_best_known_and_outside_options"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    )

    operations = (migrations.RunPython(permit, migrations.RunPython.noop),)
