"""Whoever may see or change questions may do the same with outside options."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NEW = ("outsideoption", "outsidecondition")
ACTIONS = ("view", "add", "change", "delete")


def permit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Give each group and account, for the new models, the permissions that it has for questions."""
    config = apps.get_app_config("recommender")
    if not hasattr(config, "models_module"):
        config.models_module = True  # during migrations; permissions are else made after all of them only
    create_permissions(config, apps=apps, verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="recommender")
    for action in ACTIONS:
        held = permissions.filter(codename=f"{action}_question")
        added = permissions.filter(codename__in=[f"{action}_{model}" for model in NEW])
        for group in apps.get_model("auth", "Group").objects.filter(permissions__in=held):
            group.permissions.add(*added)
        for user in apps.get_model("auth", "User").objects.filter(user_permissions__in=held):
            user.user_permissions.add(*added)


class Migration(migrations.Migration):
    dependencies = (
        ("recommender", "0011_best_known_and_outside_options"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    )

    operations = (migrations.RunPython(permit, migrations.RunPython.noop),)
