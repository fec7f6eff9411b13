"""The Django app that keeps the catalogue, and the admin as its editors' site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class RecommenderConfig(AppConfig):
    name = "recommender"
    verbose_name = "Catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Here and not above: models can be imported only once all apps are known.
        from recommender.editions.current import watch_catalogue

        watch_catalogue()


class EditorsSiteConfig(AdminConfig):
    # Not a class in recommender/admin/: Django imports it to make the site, and with it that whole package, whose
    # models would go to a site that is replaced a moment later. `manage.py check` would find nothing wrong.
    default_site = "recommender.admin_site.EditorsSite"
