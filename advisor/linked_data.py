"""What pages tell programs in the words of schema.org: what this site is, what the catalogue is, where a page stands.

Nothing here is a review or a rating by users: ours are neither.
"""

from typing import Any

from django.urls import reverse

from advisor.addresses import absolute
from advisor.licences import AUTHORS, CODE, DATA
from recommender.models import Edition

LinkedData = dict[str, Any]

NAME = "Framework Advisor"
CONTEXT = {"@context": "https://schema.org"}


def website() -> LinkedData:
    """Return what the site is."""
    home = {"name": NAME, "url": absolute(reverse("home")), "inLanguage": "en"}
    application = {
        "@type": "WebApplication",
        **home,
        "applicationCategory": "DeveloperApplication",
        "operatingSystem": "Any",
        "isAccessibleForFree": True,
        "license": CODE.url,
    }
    return {**CONTEXT, "@graph": [{"@type": "WebSite", **home}, application]}


def dataset(edition: Edition) -> LinkedData:
    """Return what the catalogue is, in an edition, and where a program gets it."""
    document = {
        "@type": "DataDownload",
        "encodingFormat": "application/json",
        "contentUrl": absolute(reverse("api:catalogue")),
    }
    return {
        **CONTEXT,
        "@type": "Dataset",
        "name": f"{NAME}: ratings of Python web frameworks",
        "description": "Python web frameworks, rated from 0 to 100 on public scales, each rating with its reasons and "
        "dated evidence; and the questions by which the ratings count.",
        "url": absolute(reverse("frameworks")),
        "version": str(edition.number),
        "dateModified": edition.created_at.isoformat(timespec="seconds"),
        "license": DATA.url,
        "creator": {"@type": "Organization", "name": AUTHORS},
        "isAccessibleForFree": True,
        "distribution": [document],
    }


def breadcrumbs(*places: tuple[str, str]) -> LinkedData:
    """Return where a page stands: names and paths, the page itself last."""
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute(path)}
        for position, (name, path) in enumerate(places, start=1)
    ]
    return {**CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}
