"""What migrations do for the permissions of new models. The underscore tells Django that this is no migration."""

from collections.abc import Collection

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions

ACTIONS = ("view", "add", "change", "delete")


def permit_like(apps: Apps, model: str, new: Collection[str]) -> None:
    """Give each group and account, for new models, the permissions that it has for a model (lower-case names)."""
    config = apps.get_app_config("recommender")
    if not hasattr(config, "models_module"):
        config.models_module = True  # during migrations; permissions are else made after all of them only
    create_permissions(config, apps=apps, verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="recommender")
    for action in ACTIONS:
        held = permissions.filter(codename=f"{action}_{model}")
        added = permissions.filter(codename__in=[f"{action}_{name}" for name in new])
        for group in apps.get_model("auth", "Group").objects.filter(permissions__in=held):
            group.permissions.add(*added)
        for user in apps.get_model("auth", "User").objects.filter(user_permissions__in=held):
            user.user_permissions.add(*added)
