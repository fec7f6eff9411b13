"""The Django app that talks to visitors."""

from django.apps import AppConfig


class AdvisorConfig(AppConfig):
    name = "advisor"
    verbose_name = "Visitors"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from advisor.usage import USAGE
        from recommender.editions.usage import register_usage

        register_usage(USAGE)
