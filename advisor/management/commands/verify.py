"""Recompute a result from public data alone."""

from argparse import ArgumentParser
from os.path import isfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advisor.exports.document_schema import ResultDocument
from advisor.plain_text import one_line
from advisor.verification.fetching import fetch, site_and_share_id
from advisor.verification.findings import NOT_COMPARED, NotVerifiableError, document_in, verify

MARKS = {True: "ok", False: "WRONG", None: "-"}


class Command(BaseCommand):
    help = (
        "Recomputes a result from its JSON document and the edition of the catalogue that this names, and says line by "
        "line whether both agree. Nothing is read from this site's database. Ends with 0 if all agrees, with 1 if "
        "something does not, and with 2 if nothing can be said."
    )
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("result", help="the address of a result, or a file with its JSON document")
        parser.add_argument("--edition", type=Path, help="a file with the edition, instead of asking the site for it")

    def handle(self, *args: Any, **options: Any) -> str:
        try:
            found = verify(*documents(options["result"], options["edition"]))
        except NotVerifiableError as error:
            raise CommandError(one_line(str(error)), returncode=2) from error
        # A stranger's words: a line break or a control character in them could forge lines of ours.
        lines = [f"{MARKS[item.agrees]:>5}  {item.label}: {one_line(item.detail)}" for item in found.findings]
        if not found.agrees:
            self.stdout.write("\n".join(lines))
            raise CommandError(found.summary, returncode=1)
        return "\n".join([*lines, found.summary, NOT_COMPARED])


def documents(result: str, edition: Path | None) -> tuple[ResultDocument, bytes]:
    """Return the result and the bytes of its edition, from files or from a site. Errors: NotVerifiableError."""
    if isfile(result):  # no method of a path: those fail where nobody may look, or where a name is too long
        told = document_in(content_of(Path(result)))
        address = told.edition.url
    else:
        site, share_id = site_and_share_id(result)
        told = document_in(fetch(f"{site}/r/{share_id}.json"))
        address = f"{site}/editions/{told.edition.number}.json"
    if edition:
        return told, content_of(edition)
    if not address:
        raise NotVerifiableError(
            f"The document does not say where its edition is to be had. Download edition {told.edition.number} from "
            "the site that made it, and give it with --edition FILE."
        )
    return told, fetch(address)


def content_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotVerifiableError(f"{path} cannot be read: {error.strerror}.") from error
