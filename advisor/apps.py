"""The Django app that talks to visitors."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AdvisorConfig(AppConfig):
    name = "advisor"
    verbose_name = "Visitors"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Imported here, since Django allows models only after all apps are loaded.
        from advisor import deployment_checks  # noqa: F401
        from advisor.summaries import refresh_after_migrating
        from advisor.usage import USAGE
        from recommender.editions.usage import register_usage

        register_usage(USAGE)  # the knowledge must not import the web, so it is told: decision 14
        post_migrate.connect(refresh_after_migrating, sender=self, dispatch_uid="advisor.summaries")
