"""A result as a decision record, proposed to a team: in the forms of MADR 4, of Michael Nygard and of log4brains."""

from advisor.exports import fragments
from advisor.exports.commonmark import bullets, escaped_bullets, joined, section
from advisor.exports.records import (
    confirmation,
    consequences,
    consequences_of,
    considered,
    context,
    drivers,
    outcome,
    pros_and_cons,
    title_of,
)
from advisor.report import Report


def render_madr(report: Report) -> str:
    """MADR 4.0, with all of its sections (https://adr.github.io/madr/)."""
    date = fragments.date_of(report)
    return (
        joined(
            "\n".join(filter(None, ("---", "status: proposed", date and f"date: {date}", "---"))),
            f"# {title_of(report)}",
            section("Context and Problem Statement", *context(report)),
            section("Decision Drivers", drivers(report)),
            section("Considered Options", considered(report)),
            section(
                "Decision Outcome",
                *outcome(report),
                section("Consequences", consequences(report), level=3),
                section("Confirmation", confirmation(report), level=3),
            ),
            section("Pros and Cons of the Options", *pros_and_cons(report)),
            section(
                "More Information",
                section("What would change it", fragments.changes(report), level=3),
                section("What it rests on", fragments.basis(report), level=3),
            ),
        )
        + "\n"
    )


def render_nygard(report: Report) -> str:
    """The form of Michael Nygard's “Documenting Architecture Decisions”, 2011."""
    date = fragments.date_of(report)
    return (
        joined(
            f"# {title_of(report)}",
            date and f"Date: {date}",
            section("Status", "Proposed"),
            section(
                "Context",
                *context(report),
                section("What counts", drivers(report), level=3),
                *pros_and_cons(report),
            ),
            section("Decision", *outcome(report)),
            section(
                "Consequences",
                consequences(report),
                confirmation(report),
                section("What would change it", fragments.changes(report), level=3),
                section("What it rests on", fragments.basis(report), level=3),
            ),
        )
        + "\n"
    )


def render_log4brains(report: Report) -> str:
    """The template that log4brains gives a new project."""
    date, (good, bad) = fragments.date_of(report), consequences_of(report)
    return (
        joined(
            f"# {title_of(report)}",
            bullets(filter(None, ("Status: proposed", date and f"Date: {date}", "Tags: python, web-framework"))),
            report.url and f"Technical Story: <{report.url}>",
            section("Context and Problem Statement", *context(report)),
            section("Decision Drivers", drivers(report)),
            section("Considered Options", considered(report)),
            section(
                "Decision Outcome",
                *outcome(report),
                confirmation(report),
                section("Positive Consequences", escaped_bullets(good), level=3),
                section("Negative Consequences", escaped_bullets(bad), level=3),
                section("What would change it", fragments.changes(report), level=3),
            ),
            section("Pros and Cons of the Options", *pros_and_cons(report)),
            section("Links", fragments.basis(report)),
        )
        + "\n"
    )
