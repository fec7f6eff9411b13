"""docs/editors.md says what the pages say: a text that is changed on a page is changed in the guide as well."""

import re
from pathlib import Path

import django

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "editors.md").read_text()
QUOTED = re.findall("“([^”]+)”", " ".join(GUIDE.split()))
DJANGO = Path(django.__file__).parent / "contrib"


def words_of_the_pages() -> str:
    """What templates and modules of the editors' pages say, ours and Django's."""
    ours = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "recommender").rglob("*.py")]
    theirs = [*DJANGO.glob("a*/templates/**/*.html"), *DJANGO.glob("a*/*.py")]
    texts = " ".join(path.read_text() for path in ours + theirs)
    return " ".join(re.sub("{%.*?%}", "", texts).split()).lower()


def test_what_the_guide_quotes_stands_on_a_page():
    pages = words_of_the_pages()
    assert len(QUOTED) > 40
    assert [quoted for quoted in QUOTED if quoted.removesuffix(" …").lower() not in pages] == []


def test_its_pictures_and_links_are_there():
    targets = re.findall(r"\]\(([^)#]+)", GUIDE)
    assert len([target for target in targets if target.endswith(".png")]) > 12
    assert [target for target in targets if not (ROOT / "docs" / target).is_file()] == []
