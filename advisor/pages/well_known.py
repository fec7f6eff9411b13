"""What programs look for at fixed addresses: where crawlers have no business, and whom to tell of a weakness."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from advisor.addresses import absolute
from advisor.clock import today
from advisor.http.middleware import UNLISTED
from advisor.imprint import imprint

VALID_FOR = timedelta(days=180)
"""RFC 9116 advises less than a year."""

PREVIEWS = (
    "Twitterbot",
    "facebookexternalhit",
    "LinkedInBot",
    "Slackbot-LinkExpanding",
    "Slack-ImgProxy",
    "Discordbot",
    "TelegramBot",
    "WhatsApp",
    "SkypeUriPreview",
    "Mastodon",
)
"""Who fetches a page because somebody shares its link, to show title and picture: decision 38."""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Name neither the editors' address, which may be a secret, nor what is answered to everybody."""
    private = ["/advise/", reverse("api:result", args=["x"]).removesuffix("x")]
    lines = [
        "# A result is for whoever has its link: it may be previewed where somebody shares it, and is found nowhere.",
        *(f"User-agent: {name}" for name in PREVIEWS),
        *(f"Disallow: {path}" for path in private),
        "",
        "User-agent: *",
        *(f"Disallow: {path}" for path in sorted({*private, *UNLISTED})),
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return text(lines)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness (RFC 9116). Errors: Http404 if nobody is named."""
    told = imprint()
    if not told.contact:
        raise Http404("Whoever runs this site has named no address to write to.")
    ends = datetime.combine(today() + VALID_FOR, time(), UTC)
    lines = [f"Contact: {told.contact_url}", f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: en"]
    if settings.PUBLIC_URL.startswith("https:"):  # the standard allows no other address here
        lines.append(f"Canonical: {absolute(request.path)}")
    if policy := told.source_file("SECURITY.md"):
        lines.append(f"Policy: {policy}")
    return text(lines)


def text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
