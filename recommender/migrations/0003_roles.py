"""The roles of editors: who may do what in the admin. A superuser puts people into them, as Django's groups."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CATALOGUE = (
    "claim", "choice", "condition", "criterion", "effect", "evidence",
    "framework", "persona", "question", "rating", "requirement", "section",
)  # fmt: skip
EVERYTHING = [f"view_{model}" for model in (*CATALOGUE, "dispute", "edition")]
ROLES = {
    "Viewer": EVERYTHING,
    "Reviewer": [*EVERYTHING, "change_dispute", "delete_dispute", "add_evidence", "change_evidence"],
    "Editor": [
        *EVERYTHING,
        *(f"{action}_{model}" for model in CATALOGUE for action in ("add", "change", "delete")),
        "change_edition",
        "delete_edition",
        "replace_catalogue",
    ],
}


def make_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Make the three groups; what somebody changed in them since is left alone."""
    config = apps.get_app_config("recommender")
    if not hasattr(config, "models_module"):
        config.models_module = True  # during migrations; permissions are else made after all of them only
    create_permissions(config, apps=apps, verbosity=0)
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, codenames in ROLES.items():
        group, is_new = groups.objects.get_or_create(name=name)
        if is_new:
            group.permissions.set(
                permissions.objects.filter(content_type__app_label="recommender", codename__in=codenames)
            )


class Migration(migrations.Migration):
    dependencies = [
        ("recommender", "0002_editors"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
