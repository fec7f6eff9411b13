"""The list of editions, the page of one, and both of its files."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import condition, require_safe

from advisor.addresses import absolute
from advisor.editions.public import change_of, newest_changes
from advisor.http.limits import limited
from advisor.http.responses import FOR_ALL_SITES, FOR_EVER, LICENSED, edition_for
from advisor.licences import DATA
from recommender.editions.changes import edition_after, edition_before
from recommender.editions.stored import DamagedEditionError, is_intact, stored_catalogue
from recommender.files.origin import Origin
from recommender.files.upload import zip_of
from recommender.models import Edition

ON_A_PAGE = 20
UNFOLDED = 20
"""So many differences at most are shown without being asked for."""


@require_safe
@limited("compute")
def edition_list(request: HttpRequest) -> TemplateResponse:
    """Show the editions, the newest first, and what each changed."""
    current = edition_for(request)
    page = Paginator(Edition.objects.defer("content"), ON_A_PAGE).get_page(request.GET.get("page"))
    changes = newest_changes(ON_A_PAGE, start=(page.number - 1) * ON_A_PAGE)
    context = {"page": page, "changes": changes, "current": current, "edition": current}
    return TemplateResponse(request, "editions/list.html", context)


@require_safe
@limited("compute")
def edition(request: HttpRequest, number: int) -> TemplateResponse:
    """Show one edition: what it changed and why, and how anybody can check it. Errors: EditionError."""
    found = edition_or_404(number)
    before = edition_before(found)
    context = {
        "shown": found,
        "change": change_of(found, before),
        "catalogue": stored_catalogue(found),
        "before": before,
        "after": edition_after(found),
        "unfolded": UNFOLDED,
        "licence": DATA,
        "json_address": absolute(reverse("edition-json", args=[number])),
        "edition": edition_for(request),
    }
    return TemplateResponse(request, "editions/edition.html", context)


def tag_of(request: HttpRequest, number: int) -> str | None:
    digest = Edition.objects.filter(number=in_column(number)).values_list("digest", flat=True).first()
    return f'"{digest}"' if digest else None


@require_safe
@limited("compute")
@condition(etag_func=tag_of)
def edition_json(request: HttpRequest, number: int) -> HttpResponse:
    """Send an edition's canonical JSON, to the byte what its digest was made of. Errors: DamagedEditionError."""
    found = edition_or_404(number)
    if not is_intact(found):
        raise DamagedEditionError(f"{found} is damaged: its content is no longer what its digest was made of.")
    # Of any format: whoever asks for the bytes reads them by themselves.
    return as_file(found, found.content.encode(), "json", "application/json", {"Cache-Control": FOR_EVER})


@require_safe
@limited("compute")
def edition_zip(request: HttpRequest, number: int) -> HttpResponse:
    """Send an edition as the files of a catalogue. Errors: EditionError."""
    found = edition_or_404(number)
    # So that what somebody changes in these files can be merged with what editors changed meanwhile.
    origin = Origin(edition=found.number, day=found.created_at.date(), digest=found.digest)
    return as_file(found, zip_of(stored_catalogue(found), origin), "zip", "application/zip", {})


def as_file(edition: Edition, data: bytes, ending: str, content_type: str, headers: dict[str, str]) -> HttpResponse:
    name = f"framework-advisor-edition-{edition.number}.{ending}"
    told = {"Content-Disposition": f'attachment; filename="{name}"', **LICENSED, **FOR_ALL_SITES, **headers}
    return HttpResponse(data, content_type=content_type, headers=told)


def edition_or_404(number: int) -> Edition:
    found = Edition.objects.filter(number=in_column(number)).first()
    if found is None:
        raise Http404(f"There is no edition {number}. It never was, or it was deleted because nothing rested on it.")
    return found


def in_column(number: int) -> int:
    """Return a number that every database takes; one that is too large for that is the number of no edition."""
    return min(number, 2**31 - 1)
