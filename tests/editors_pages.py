"""Every page of the editors' site: those of each model, and our own. Tests that walk them all start from here."""

from dataclasses import replace
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from recommender.admin_site import PAGES, Page
from recommender.editions.bases import let_wait, remember_loaded
from recommender.editions.current import current_edition
from recommender.editions.from_rows import read_catalogue
from recommender.models import Dispute, Edition, FactProposal, Framework, ProposalStatus, Rating
from tests.recommender.proposals.create import create_proposal, create_suggestion

MODELS = sorted(admin.site._registry, key=lambda model: model.__name__)

# What the addresses of our own pages need; a page that is not here needs nothing.
EXAMPLES = {
    "download": {"args": ["zip"]},
    "edition-diff": {"query": {"from": 1, "to": 2}},
    "edition-restore": {"args": [1]},
}
FILES = {"download"}
"""Our own pages that are no pages but files."""


def populate() -> None:
    """Beside the catalogue: a second edition, what visitors send, newer facts, somebody with a role, and a newer
    catalogue of the program that conflicts with the rows.
    """
    current_edition()
    shipped = read_catalogue()
    remember_loaded(shipped, is_shipped=True)
    let_wait(replace(shipped, frameworks=tuple(replace(item, summary="Newer.") for item in shipped.frameworks)))
    rating = Rating.objects.select_related("framework", "criterion").first()
    assert rating is not None
    Dispute.objects.create(framework=rating.framework, criterion=rating.criterion, rating=1, statement="It is better.")
    create_proposal()
    create_suggestion()
    flask = Framework.objects.get(slug="flask")
    flask.summary = "Small."
    flask.save()
    current_edition()
    propose(flask, "latest_version", "99.0")
    propose(flask, "licence", "0BSD", status=ProposalStatus.DECLINED, settled_at=timezone.now())
    viewers, _ = Group.objects.get_or_create(name="Viewer")
    User.objects.create_user("somebody", is_staff=True).groups.add(viewers)


def propose(framework: Framework, field: str, found: str, **more: Any) -> FactProposal:
    """Another value for a fact of a framework, as a package index tells it."""
    told = {"release": f"{framework.slug} 99.0", "source": f"https://packages.example/simple/{framework.slug}/"}
    values = {"now": getattr(framework, field), "found": found, "found_at": timezone.now(), **told, **more}
    return FactProposal.objects.create(framework=framework, field=field, **values)


def row_of(model: type[Model]) -> Model:
    """A row to look at; of editions one that may be deleted."""
    row = Edition.objects.order_by("number").first() if model is Edition else model._default_manager.first()
    assert row is not None, f"populate() makes no {model._meta.verbose_name}"
    return row


def address_of_model(model: type[Model], page: str) -> str:
    """The address of a model's changelist, add, change, delete or history page."""
    arguments = [row_of(model).pk] if page in {"change", "delete", "history"} else []
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def address(page: Page) -> str:
    """The address of one of our own pages."""
    return reverse(f"admin:{page.name}", **EXAMPLES.get(page.name, {}))


def own_pages() -> list[Page]:
    return [page for page in PAGES if page.name not in FILES]
