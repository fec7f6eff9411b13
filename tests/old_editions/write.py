"""Write what the code of today stores, into a folder named for the release: `python -m tests.old_editions.write 0.1.0`.

Run it once, at the commit of a release, and never again for that release: the files show what its code wrote. Their
results are the personas of the shipped catalogue, and one of them with a kept what-if.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

HERE = Path(__file__).parent


def write(release: str) -> None:
    from recommender.editions.serialisation import canonical_json, digest
    from recommender.files.folder import SHIPPED, read_files

    catalogue = read_files(SHIPPED)
    content = canonical_json(catalogue)
    folder = HERE / release
    folder.mkdir()
    (folder / "edition.json").write_text(content, encoding="utf-8")
    kept = {"digest": digest(content), "results": list(results(catalogue))}
    (folder / "results.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def results(catalogue: Any) -> Iterator[dict[str, Any]]:
    """Answers and what-ifs as an evaluation stores them, each with the exact ranking."""
    from recommender.editions.serialisation import ANSWERS, WHAT_IF, plain
    from recommender.engine.result.what_if import WhatIf

    personas = [(plain(ANSWERS, persona.answers), {}) for persona in catalogue.personas]
    percents = {criterion.slug: 250 for criterion in catalogue.criteria[:2]}
    tried = WhatIf(percents=percents, dropped=(catalogue.frameworks[0].slug,), added=(catalogue.criteria[0].slug,))
    for answers, what_if in [*personas, (personas[0][0], plain(WHAT_IF, tried))]:
        yield {"answers": answers, "what_if": what_if, "ranking": ranking(catalogue, answers, what_if)}


def ranking(catalogue: Any, answers: Any, what_if: Any) -> list[dict[str, Any]]:
    """Every framework with its rank, its exact score as a fraction, and the criteria of the must-haves it misses."""
    from recommender.editions.serialisation import ANSWERS, WHAT_IF
    from recommender.engine.result.what_if import applied
    from recommender.engine.scoring import recommend

    given = catalogue, ANSWERS.validate_python(answers)
    if what_if:
        given = applied(*given, WHAT_IF.validate_python(what_if))
    return [
        {
            "framework": standing.framework.slug,
            "rank": standing.rank,
            "score": str(standing.score),
            "missed": [miss.criterion.slug for miss in standing.missed],
        }
        for standing in recommend(*given).standings
    ]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    write(sys.argv[1])
