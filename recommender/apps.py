"""The Django app that keeps the catalogue, and the admin as its editors' site."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin.apps import AdminConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class RecommenderConfig(AppConfig):
    name = "recommender"
    verbose_name = "Catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Here and not above: models can be imported only once all apps are known.
        from recommender.disputes import watch_disputes
        from recommender.editions.current import watch_catalogue

        watch_catalogue()
        watch_disputes()
        post_migrate.connect(make_room_for_figures, sender=self)


def make_room_for_figures(*, using: str, **kwargs: Any) -> None:
    """Make the table of the cache that keeps figures, unless it is there: so that migrating is all there is to do."""
    call_command("createcachetable", settings.CACHES["figures"]["LOCATION"], database=using, verbosity=0)


class EditorsSiteConfig(AdminConfig):
    # Not a class in recommender/admin/: Django imports it to make the site, and with it that whole package, whose
    # models would go to a site that is replaced a moment later. `manage.py check` would find nothing wrong.
    default_site = "recommender.admin_site.EditorsSite"
