"""The report on two catalogues: what it tells, that it fits into a comment, and that nothing in it breaks out."""

import re
import string
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from advisor.comparison_report import FORMATS, LONGEST, report_text
from advisor.templatetags.comments import LONGEST as LONGEST_TEXT
from advisor.templatetags.comments import from_change, link, plain, quiet
from recommender import places
from recommender.files.comparison import compare
from recommender.files.writing import write_files
from tests.factories import chosen, create_catalogue, create_evidence, create_persona, create_rating, with_framework

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = "</details><img src=x> @octocat #12 gh-7 [x](javascript:x) | ``` <!-- \\"
CALLED = re.compile(r"@\w|#\d|gh-\d", re.IGNORECASE)
SIGNS = [*string.punctuation, "a", "1", "é", " ", "\n", "@octocat", "#12", "GH-7", "</details>", "<!--", "```"]
TEXTS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=12).map("".join).filter(str.strip)
MINE = create_persona("mine", answers={"fast": chosen("yes")}, accepted=("alpha",))
BEFORE = create_catalogue(personas=(MINE,))
_, BETA = BEFORE.frameworks

pytestmark = pytest.mark.usefixtures("few_respondents")


def told(after, form="markdown", before=BEFORE):
    return report_text(compare(before, after), form)


def with_beta(**changes):
    return with_framework(BEFORE, replace(BETA, **changes))


def hostile_catalogue(text, number=1):
    """A catalogue that says a text wherever there is one."""
    evidence = tuple(replace(create_evidence(f"e{at}"), statement=text, source=text) for at in range(number))
    rating = replace(create_rating(value=90), phrase=text, rationale=text, evidence=tuple(e.key for e in evidence))
    beta = replace(BETA, name=text, summary=text, evidence=evidence, ratings=(rating,))
    persona = replace(MINE, name=text, description=text)
    return replace(with_framework(BEFORE, beta), personas=(persona,))


def shown(markdown):
    """The texts that a reader sees, and the HTML that is in it."""
    tokens = [token for block in PARSER.parse(markdown) for token in (block, *(block.children or ()))]
    texts = [token.content for token in tokens if token.type in ("text", "code_inline", "fence", "code_block")]
    return "".join(texts), [token.content for token in tokens if token.type.startswith("html")]


def run(*arguments):
    """What the command prints, and its error if it has one."""
    out = StringIO()
    try:
        call_command("compare_catalogue", *map(str, arguments), stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), None


@pytest.fixture
def folders(tmp_path, catalogue):
    """Two folders with the same catalogue."""
    for name in ("old", "new"):
        write_files(catalogue, tmp_path / name)
    return tmp_path / "old", tmp_path / "new"


def test_it_begins_with_a_summary_and_folds_the_rest():
    new = create_evidence("bench")
    rating = create_rating(value=90)
    text = told(with_beta(ratings=(replace(rating, evidence=("docs", "bench")),), evidence=(*BETA.evidence, new)))
    summary, *folded = text.split("<details>")
    assert "1 would get what no expert accepts" in summary
    assert "**That is a lot: does the evidence bear it?**" in summary
    assert "1 rating changed or new; below is what it cites now." in summary
    assert [part.split("</summary>")[0].removeprefix("\n<summary>") for part in folded] == [
        f"What changes ({text.count('- Ratings ›') + 1})",
        "Personas told something else (1)",
        "Shares of wins",
        "What changed ratings cite (1)",
        "Faults: 2 new, 1 mended",
    ]
    assert "**Frameworks: Beta**\n\n- Evidence › bench: new: It is documented. (The documentation)\n" in text
    assert "- Ratings › Speed › value: 40 → 90\n" in text
    assert "| mine | Alpha, clear | Beta, clear | Alpha | turns red |" in text
    assert "- **Beta, Speed:** 40 (40–40) → 90 (90–90). Rated 90 for speed\n  - It is documented. (" in text
    assert (
        "  - New: It is documented. ([The documentation](https://docs.example/), documented, checked 2026-11-22" in text
    )


def test_a_terminal_is_told_the_same():
    text = told(with_beta(ratings=(create_rating(value=90),)), "text")
    assert "frameworks › Beta › ratings › Speed › value: 40 → 90\n" in text
    assert "; experts accept Alpha; turns red\n" in text
    assert "Beta, Speed: 40 (40–40) → 90 (90–90). Rated 90 for speed\n" in text
    assert not set("\\*|<") & set(text)


@pytest.mark.parametrize("form", FORMATS)
def test_it_says_that_nothing_changes(form):
    text = told(BEFORE, form)
    assert "he catalogue says the same as before." in text
    assert len(text.splitlines()) < 4


@pytest.mark.parametrize("form", FORMATS)
def test_a_change_of_drafts_reaches_no_visitor(form):
    before = with_beta(published=False)
    assert "Visitors see none of it: it is in drafts." in told(with_beta(published=False, summary="New."), form, before)


@pytest.mark.parametrize("form", FORMATS)
def test_what_goes_is_told_with_its_mended_faults(form):
    before = with_beta(ratings=(create_rating(value=90),))
    text = told(replace(BEFORE, personas=()), form, before)
    assert "removed: A project." in text
    assert re.search(r"ended( faults \(2\))?:\n\n?.*personas: mine: Beta leads, but", text)


def test_no_text_of_a_catalogue_becomes_html_or_calls_anybody():
    """The parser finds no other HTML than ours; what a code host would read as a name or a number is apart."""
    text = told(hostile_catalogue(HOSTILE))
    seen, html = shown(text)
    assert all(piece.startswith(("<details>\n<summary>", "</details>")) for piece in html)
    assert len(html) == 2 * text.count("\n<details>\n")
    assert not any("img" in piece for piece in html)
    assert "<img src=x>" in seen
    assert "octocat" in seen
    assert not CALLED.search(seen)


@given(TEXTS)
@example("gh-12")
@example("\\@octocat")
def test_a_text_in_a_comment_shows_as_it_is_but_for_a_space_of_no_width(text):
    for markdown in (f"- {quiet(text)}: x", f"| {quiet(text)} |\n| --- |\n| {quiet(text)} |"):
        seen, html = shown(markdown)
        assert not html
        assert not CALLED.search(seen)
        assert " ".join(text.split()) in seen.replace("\u200b", "")


def test_an_address_stays_one_and_calls_nobody_either():
    assert link("A @b", "https://a.example/@b") == r"[A \@&#8203;b](https://a.example/%40b)"
    assert link("A", "javascript:x") == "A"


def test_a_long_text_is_cut_but_not_before_what_changed():
    before, after = (f"{'so ' * 200}{end}" for end in ("old.", "new."))
    assert len(quiet(before)) == LONGEST_TEXT
    assert from_change(before, after).endswith("old.")
    assert len(from_change(before, after)) < 60
    assert from_change("short old", "short new") == "short old"
    assert plain("a\n\x1b[31mb ") == "a [31mb"


@pytest.mark.parametrize("form", FORMATS)
def test_it_fits_into_a_comment_whatever_changes(form):
    """Each of 300 pieces of evidence takes some hundred signs, most of which Markdown needs twice or more."""
    text = told(hostile_catalogue("@a" * 200, 300), form)
    assert LONGEST / 20 < len(text) <= LONGEST
    assert text.count("<details>") == text.count("</details>")
    assert re.search(r"[Aa]nd \d+ more", text)


def test_every_text_in_the_templates_is_made_quiet():
    """What is left is a figure, a day, or a word of ours."""
    folder = places.TEMPLATES / "files" / "docs"
    quieted = re.compile(r"\|(comment|comment_link:[\w.]+|plain|commonmark_code_span)$")
    ours = re.compile(r"\.(added|changed|removed|turned_red|more|band|turn|value|low|high)$")
    formats = re.compile(
        r"\|(length|pluralize(:\"[\w, ]+\")?|percent|points_more|floatformat:\"0g\"|date:\"Y-m-d\"|label_of\|lower)$"
    )
    for name in ("comparison", "no_comparison"):
        for ending in FORMATS.values():
            for found in re.findall(r"{{ (.*?) }}", (folder / f"{name}.{ending}").read_text()):
                assert quieted.search(found) or ours.search(found) or formats.search(found), found


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_needs_folders_only(folders, form):
    """Without a database: no test marks this one, so pytest-django lets no query through."""
    old, new = folders
    assert run(old, new, "--format", form)[1] is None
    path = new / "frameworks" / "flask.yaml"
    path.write_text(path.read_text().replace("name: Flask\n", "name: Flasque\n", 1))
    out, error = run(old, new, "--format", form)
    assert error is None
    assert "Flask → Flasque" in out


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("broken", ["old", "new"])
def test_a_catalogue_that_cannot_be_read_is_told_as_a_report_too(folders, form, broken):
    path = folders[0].parent / broken / "frameworks" / "flask.yaml"
    path.write_text(path.read_text().replace("name: Flask", "nmae: '<b>@octocat'", 1))
    out, error = run(*folders, "--format", form)
    assert error == "There is nothing to compare: a catalogue cannot be read."
    assert broken in out.split("frameworks/")[0]
    assert "frameworks/flask.yaml: name: Field required" in out
    assert form == "text" or shown(out)[1] == []


def test_hundreds_of_faults_fit_into_a_comment(folders):
    path = folders[1] / "criteria.yaml"
    path.write_text("".join(f"- '{'@' * 90}a{at}': x\n" for at in range(300)))
    out, _ = run(*folders, "--format", "markdown")
    assert len(out) <= LONGEST
    assert re.search(r"- and \d+ more", out)
