"""Three results that never change, on a small catalogue of their own: what the golden files show."""

from datetime import UTC, datetime
from pathlib import Path

import yaml

from advisor.exports import EXPORTS, file_name
from advisor.models import Evaluation
from advisor.report import Report, report_of
from recommender.editions.serialisation import CATALOGUE, canonical_json, digest
from recommender.models import CatalogueState, Edition

GOLDEN = Path(__file__).parent / "golden"
MADE = datetime(2026, 11, 20, 9, tzinfo=UTC)
FINISHED = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)

HOSTILE_TITLE = '=HYPERLINK("http://evil.example","x") | `<script>alert(1)</script>` # [x](javascript:alert(1)) **b**'[
    :80
]
HOSTILE_NOTE = (
    "# Not a heading\r\n---\n\n- no list\n1. no list\n```\nno code\n"
    "<img src=x onerror=alert(1)> [x](javascript:alert(1)) ![x](http://evil.example/x.png)\n"
    "=1+1;@SUM(A1)\n| no | table |\n&lt;b&gt; http://evil.example www.evil.example evil@evil.example"
)

RESULTS = {
    "winner": {
        "title": "Partner API",
        "note": "For the partners’ own developers.\nGoes live in spring.",
        "answers": {
            "kind": {"chosen": ["api"], "importance": "double"},
            "back-office": {"chosen": ["nobody"], "importance": "normal"},
            "experience": {"chosen": [], "importance": "normal"},
            "known": {"chosen": ["birch", "cedar"], "importance": "half"},
        },
    },
    "toss-up": {
        "answers": {
            "kind": {"chosen": ["api"], "importance": "normal"},
            "back-office": {"chosen": ["staff"], "importance": "double"},
            "experience": {"chosen": ["little"], "importance": "normal"},
        },
        "what_if": {"percents": {"speed": 200, "familiarity": 0}, "dropped": ["birch"], "eased": [], "demanded": []},
    },
    "all-miss": {
        "title": HOSTILE_TITLE,
        "note": HOSTILE_NOTE,
        "answers": {
            "kind": {"chosen": ["api"], "importance": "must-have"},
            "back-office": {"chosen": ["staff"], "importance": "must-have"},
        },
    },
}


def golden_file(result: str, key: str) -> Path:
    return GOLDEN / file_name("", key).replace("framework-decision", result)


def golden_edition() -> Edition:
    content = canonical_json(CATALOGUE.validate_python(yaml.safe_load((GOLDEN / "catalogue.yaml").read_text())))
    edition = Edition.objects.create(number=7, digest=digest(content), content=content)
    Edition.objects.update(created_at=MADE)
    edition.created_at = MADE
    CatalogueState.objects.create(edition=edition)
    return edition


def golden_reports() -> dict[str, Report]:
    """The reports of the three results, by name."""
    edition = golden_edition()
    kept = {
        name: Evaluation.objects.create(
            edition=edition,
            share_id=f"golden-{name}",
            title=result.get("title", ""),
            note=result.get("note", ""),
            stored_answers=result["answers"],
            stored_what_if=result.get("what_if", {}),
            finished_at=FINISHED,
        )
        for name, result in RESULTS.items()
    }
    kept["toss-up"].origin = kept["winner"]
    return {name: report_of(evaluation) for name, evaluation in kept.items()}


def rendered() -> dict[Path, str]:
    """What every golden file has to hold."""
    return {
        golden_file(name, key): export.render(report)
        for name, report in golden_reports().items()
        for key, export in EXPORTS.items()
    }
