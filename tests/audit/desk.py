"""What editors did on the site after its visitors, and the addresses of the editors' pages."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from recommender.editions.current import current_edition
from recommender.editions.history import log_changes
from recommender.models import Criterion, Dispute, Edition, Evidence, Framework, Persona, Question, Rating
from tests.audit.history import make_history
from tests.audit.server import PASSWORD
from tests.editors_pages import MODELS, address, address_of_model, own_pages

EDITORS = ("anna", "ben")
MODEL_PAGES = ("changelist", "add", "change", "delete", "history")
STALE = 9


def tell() -> None:
    """Fill an empty database, and print the addresses of the editors' pages by name, as JSON."""
    make_history()
    for name in EDITORS:
        User.objects.create_superuser(name, password=PASSWORD)
    User.objects.create_user("rita", is_staff=True).groups.add(Group.objects.get(name="Reviewer"))
    draft()
    work()
    print(json.dumps(dict(pages())))


def draft() -> None:
    """A framework that is not finished: rated on a few criteria only."""
    flask = Framework.objects.get(slug="flask")
    ratings = list(Rating.objects.filter(framework=flask).order_by("criterion__position")[:3])
    robyn = copy(flask, slug="robyn", name="Robyn", published=False, position=13)
    fact = {
        "key": "docs",
        "statement": "It starts with one file.",
        "kind": "documented",
        "source": "Robyn documentation",
    }
    source = Evidence.objects.create(framework=robyn, checked=timezone.localdate(), **fact)
    for rating in ratings:
        copy(rating, framework=robyn).evidence.add(source)


def copy(row: Any, **changes: Any) -> Any:
    row.pk, row._state.adding = None, True
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    return row


def work() -> None:
    """Three editions in three weeks, and some evidence that nobody has looked at for long."""
    old = Evidence.objects.filter(framework__slug="flask").order_by("key")[:STALE].values("pk")
    Evidence.objects.filter(pk__in=old).update(checked=timezone.localdate() - timedelta(days=500))
    graphql = Rating.objects.get(framework__slug="flask", criterion__slug="graphql")
    edit("anna", 21, graphql, "A second library has a Flask view.", value=graphql.high)
    edit("ben", 14, Criterion.objects.get(slug="graphql"), "Asked for more often in our projects.", weight=12)
    question = Question.objects.get(slug="lifetime")
    edit("anna", 3, question, "A visitor did not know what to choose.", help=f"{question.help} A guess is enough.")


def edit(editor: str, days: int, row: Model, why: str, **changes: Any) -> None:
    """Let an editor have changed a row so many days ago, and a visitor have come then."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    user = User.objects.get(username=editor)
    log_changes(user.pk, [row], [name.capitalize() for name in changes], why)
    back_in_time(timezone.now() - timedelta(days=days))


def back_in_time(when: datetime) -> None:
    LogEntry.objects.filter(pk=LogEntry.objects.latest("pk").pk).update(action_time=when)
    Edition.objects.filter(pk=current_edition().pk).update(created_at=when)


def pages() -> Iterator[tuple[str, str]]:
    yield "site", "/"
    yield "index", reverse("admin:index")
    for page in own_pages():
        yield page.name, address(page)
    for model in MODELS:
        for name in MODEL_PAGES:
            yield f"{model._meta.model_name}_{name}", address_of_model(model, name)
    yield "persona", address_of(Persona.objects.get(slug="stock-list"))
    yield "dispute", address_of(Dispute.objects.open().get())


def address_of(row: Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
