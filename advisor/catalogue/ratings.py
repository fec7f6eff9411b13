"""A rating with all that stands behind it, what became of disputes about it, and the form to dispute it."""

from math import ceil

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import pluralize
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from advisor.catalogue.dispute_form import DisputeForm
from advisor.http.limits import seconds_to_wait
from advisor.http.responses import get_or_post
from advisor.linked_data import breadcrumbs
from recommender.disputes import file_dispute, settled_disputes
from recommender.editions.current import catalogue_of, current_edition
from recommender.engine.types import Catalogue, Criterion, Framework, Rating

SENT = "sent"


@get_or_post
@never_cache
def rating(request: HttpRequest, slug: str, criterion: str) -> HttpResponse:
    edition = current_edition()
    framework, on, found = found_rating(catalogue_of(edition), slug, criterion)
    context = {"framework": framework, "criterion": on, "rating": found, "edition": edition}
    context["linked_data"] = breadcrumbs(
        ("Frameworks", reverse("frameworks")),
        (framework.name, reverse("framework", args=[slug])),
        (on.name, request.path),
    )
    if request.method != "POST" and SENT in request.GET:
        return TemplateResponse(request, "catalogue/ratings/thanks.html", context)
    form = DisputeForm(request.POST if request.method == "POST" else None)
    # Only what could be sent is counted: who mends a form several times is not locked out by it.
    wait = seconds_to_wait("dispute", request) if form.is_valid() else 0
    if wait:
        form.add_error(None, f"{too_many(wait)} What you wrote is still below.")
    if form.is_valid():
        send(form, framework, found)
        # By a redirect: reloading the page that thanks must not send the dispute again.
        return redirect(f"{reverse('rating', args=[slug, criterion])}?{SENT}")
    context |= {"form": form, "disputes": settled_disputes(framework=slug, criterion=criterion)}
    status = 429 if wait else 422 if form.errors else 200
    page = TemplateResponse(request, "catalogue/ratings/rating.html", context, status=status)
    if wait:
        page["Retry-After"] = str(wait)
    return page


def found_rating(catalogue: Catalogue, slug: str, criterion: str) -> tuple[Framework, Criterion, Rating]:
    """Return a framework, a criterion (from slugs), and the rating of the one on the other."""
    framework = catalogue.framework_of.get(slug)
    found = framework.rating_of.get(criterion) if framework else None
    if framework is None or found is None:
        raise Http404(f"There is no rating of “{slug}” on “{criterion}” in the catalogue.")
    return framework, catalogue.criterion_of[criterion], found


def send(form: DisputeForm, framework: Framework, disputed: Rating) -> None:
    """Put what a person wrote into the queue; what a machine did is thrown away, and it is not told so."""
    if form.is_by_a_machine:
        return
    written = {name: form.cleaned_data[name] for name in ("statement", "source")}
    file_dispute(framework=framework.slug, criterion=disputed.criterion, rating=disputed.value, **written)


def too_many(wait: int) -> str:
    """Return why nothing was sent, and in how many seconds it can be."""
    disputes, minutes = settings.LIMITS["dispute"][0], ceil(wait / 60)
    return (
        f"{disputes} disputes an hour can come from one network, so that the queue is not flooded. "
        f"Nothing was sent: try again in {minutes} minute{pluralize(minutes)}."
    )
