"""Whoever may see or change ratings may do the same with add-ons, readings and known users."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from recommender.migrations._permissions import permit_like


def permit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    permit_like(apps, "rating", ("addon", "addonrating", "reading", "knownuser"))


class Migration(migrations.Migration):
    dependencies = (
        ("recommender", "0008_add_ons_and_first_pages"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    )

    operations = (migrations.RunPython(permit, migrations.RunPython.noop),)
