"""Any frameworks side by side, without answers."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.text import get_text_list
from django.views.decorators.http import require_safe

from advisor.addresses import absolute
from advisor.catalogue.comparison import MOST, SHOWN_UNASKED, choose, comparison_path, side_by_side
from advisor.http.limits import limited
from advisor.http.responses import edition_for
from recommender.editions.current import catalogue_of


@require_safe
@limited("compute")
def compare(request: HttpRequest) -> TemplateResponse:
    edition = edition_for(request)
    catalogue = catalogue_of(edition)
    asked = request.GET.getlist("f")
    choice = choose(catalogue, asked)
    only_differences = request.GET.get("only") == "differences"
    named = {framework.slug for framework in choice.frameworks} if any(asked) else set()
    ticked = (*choice.frameworks, *choice.waiting)
    context = {
        "edition": edition,
        "catalogue": catalogue,
        "choice": choice,
        "frameworks": choice.frameworks,
        "ticked": ticked,
        "most": MOST,
        "names": get_text_list([framework.name for framework in choice.frameworks], "and"),
        "table": side_by_side(
            catalogue, choice.frameworks, only_differences=only_differences and len(choice.frameworks) > 1
        ),
        "has_add_ons": any(framework.add_ons for framework in choice.frameworks),
        "only_differences": only_differences,
        "is_wide": len(choice.frameworks) > SHOWN_UNASKED,
        "canonical": absolute(comparison_path(catalogue, named, only_differences=only_differences)),
        "everything": comparison_path(catalogue, {framework.slug for framework in ticked} if any(asked) else set()),
    }
    return TemplateResponse(request, "catalogue/compare/compare.html", context)
