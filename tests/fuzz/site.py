"""What is attacked: a small catalogue, results of somebody else, and accounts in every role."""

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.cache import caches
from django.test import Client

from advisor import evaluations
from advisor.exports import EXPORTS
from advisor.models import Evaluation
from recommender.editions import current
from recommender.editions.from_rows import read_catalogue
from recommender.editions.serialisation import canonical_json, digest
from recommender.engine.types import Catalogue
from recommender.models import Dispute, FrameworkSuggestion, Rating, RatingProposal
from tests.answers import DJANGO_LEADS
from tests.recommender.proposals.create import create_proposal, create_suggestion

NOBODY = ""
ROLES = [NOBODY, "Viewer", "Reviewer", "Editor"]
READERS = [NOBODY, "Viewer"]
"""Who may change nothing of the catalogue."""


class Site:
    """The site at the beginning of a round. Of the `sealed` evaluations requests know at most the share id."""

    def __init__(self, catalogue: Catalogue, role: str) -> None:
        self.catalogue, self.role = catalogue, role
        current.replace_catalogue(catalogue)
        caches["pages"].clear()
        Evaluation.objects.all().delete()
        self.sealed = [self.result("sealed"), evaluations.start()]
        self.open = [self.result("open"), evaluations.start(), evaluations.start(is_short=True)]
        rating = Rating.objects.select_related("framework", "criterion").first()
        assert rating is not None
        for sent in (Dispute, RatingProposal, FrameworkSuggestion):
            sent._default_manager.all().delete()
        create_proposal(framework=rating.framework.slug, criterion=rating.criterion.slug)
        create_suggestion()
        Dispute.objects.create(framework=rating.framework, criterion=rating.criterion, rating=1, statement="No.")
        self.session = self.signed_in(role) if role else ""
        self.before, self.kept = self.fingerprint(), self.rows()

    def result(self, title: str) -> Evaluation:
        edition = current.current_edition()
        return evaluations.create_finished(edition, DJANGO_LEADS, title=title, note=f"The note of {title}.")

    def signed_in(self, role: str) -> str:
        user, _ = User.objects.get_or_create(username=role, defaults={"is_staff": True})
        user.groups.set([Group.objects.get(name=role)])
        client = Client()
        client.force_login(user)
        return client.cookies["sessionid"].value

    def fingerprint(self) -> str:
        """Return what tells one state of the catalogue from another."""
        return digest(canonical_json(read_catalogue(include_drafts=True)))

    def rows(self) -> list:
        """Return all that is stored of the sealed evaluations."""
        return list(Evaluation.objects.filter(pk__in=[item.pk for item in self.sealed]).order_by("pk").values())

    def values(self, parameter: str, route: str) -> list[str]:
        """Return what a parameter of a route may be."""
        catalogue = self.catalogue
        slugs = {
            "frameworks": [item.slug for item in catalogue.frameworks],
            "criteria": [item.slug for item in catalogue.criteria],
            "advise": [*catalogue.question_of],
        }
        match parameter:
            case "edit_key":
                return [item.edit_key for item in self.open] + [str(self.sealed[0].share_id)]
            case "share_id":
                return [str(self.sealed[0].share_id), str(self.open[0].share_id)]
            case "slug":
                return slugs.get(route.partition("/")[0], [])
            case "criterion":
                return slugs["criteria"]
            case "key" | "format" | "kind":
                return [*EXPORTS, "zip", "yaml"]
            case "version" | "number":
                return [str(number) for number in range(1, 4)]
            case "object_id" if route.startswith("admin/recommender/"):
                return self.keys(route)
            case _:
                return ["1", "recommender", "auth"]

    def keys(self, route: str) -> list[str]:
        """Return primary keys of the rows that an editors' page is about."""
        model = apps.get_model("recommender", route.split("/")[2])
        found = model._default_manager.order_by("pk").values_list("pk", flat=True)
        return [str(key) for key in found[:20]]
