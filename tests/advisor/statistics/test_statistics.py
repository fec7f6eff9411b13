"""The open statistics: what is publishable of which results, that small counts stay hidden, and how it is shown."""

import csv
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor import evaluations
from advisor.models import Evaluation, new_share_id
from advisor.result_counts import count_anew
from advisor.statistics.counts import insights, publishable
from advisor.statistics.tables import tables
from recommender.editions.current import catalogue_of, current_edition
from recommender.models import Framework

JAN, FEB, MARCH = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
MONTHS = st.sampled_from([JAN, FEB, MARCH])
ENDINGS = st.sampled_from(["django", "flask", "several_frameworks", "close_call"])
QUESTIONS = st.sampled_from(["project", "pages", "known"])
COUNTS = st.integers(0, 35)
COUNTED = st.builds(
    publishable, st.dictionaries(ENDINGS, st.dictionaries(MONTHS, COUNTS)), st.dictionaries(QUESTIONS, COUNTS)
)
RESULTS = st.lists(st.tuples(MONTHS, ENDINGS, QUESTIONS), min_size=50, max_size=100)


def create_results(count, leader="django", band="clear", question="project", *, month=1, **others):
    edition = current_edition()
    finished = datetime(2026, month, 28, 23, 59, tzinfo=UTC)
    summary = {"leader": leader, "band": band, "decisive_question": question, "finished_at": finished}
    results = Evaluation.objects.bulk_create(
        Evaluation(edition=edition, **{"share_id": new_share_id(), **summary, **others}) for _ in range(count)
    )
    count_anew()
    return results


def published_of(results):
    """The publishable figures of results given one by one as month, ending and question."""
    endings, questions = {}, {}
    for month, ending, question in results:
        months = endings.setdefault(ending, {})
        months[month] = months.get(month, 0) + 1
        questions[question] = questions.get(question, 0) + 1
    return publishable(endings, questions)


def figures(shown):
    """Every publishable figure by its name, in the order in which it is shown."""
    cells = {(ending, month): count for ending, months in shown.endings.items() for month, count in months.items()}
    return {**cells, **shown.questions}


def test_months_are_carried_forward_until_ten_have_come_together():
    """By hand. Django: 4, then 4 + 8 = 12 is one ten and leaves 2, then 2 + 21 = 23 is two tens and leaves 3.
    Flask: 9 in all, which is nothing. Together 30; so of the questions' 20, 10 and 10 there is room for 20 and 10."""
    endings = {"django": {JAN: 4, FEB: 8, MARCH: 21}, "flask": {JAN: 9}}
    shown = publishable(endings, {"pages": 14, "known": 12, "project": 29})
    assert shown.endings == {"django": {FEB: 10, MARCH: 20}}
    assert shown.total == 30
    assert list(shown.questions.items()) == [("project", 20), ("known", 10)]


@given(RESULTS)
def test_every_figure_is_a_full_ten_and_lags_by_at_most_nine(results):
    shown = published_of(results)
    assert all(count > 0 and count % 10 == 0 for count in figures(shown).values())
    for ending in {ending for _, ending, _ in results}:
        for month in (JAN, FEB, MARCH):
            true = sum(item[1] == ending and item[0] <= month for item in results)
            visible = sum(count for day, count in shown.endings.get(ending, {}).items() if day <= month)
            assert 0 <= true - visible <= 9


@given(RESULTS)
def test_one_more_result_or_one_less_changes_a_figure_by_tens_or_not_at_all(results):
    before = figures(published_of([]))
    for count in range(1, len(results) + 1):
        after = figures(published_of(results[:count]))
        assert all((after.get(name, 0) - before.get(name, 0)) % 10 == 0 for name in {*before, *after})
        before = after


@given(COUNTED, ENDINGS, st.integers(0, 9))
def test_the_published_figures_fit_every_hidden_remainder_of_an_ending(shown, ending, hidden):
    """Nobody can work out what is left over of an ending: with any other remainder the same would be publishable."""
    endings = {name: dict(months) for name, months in shown.endings.items()}
    months = endings.setdefault(ending, {})
    months[JAN] = months.get(JAN, 0) + hidden
    other = publishable(endings, shown.questions)
    assert list(figures(other).items()) == list(figures(shown).items())
    assert sum(shown.questions.values()) <= shown.total, "so there are enough results for these questions"


@given(COUNTED, QUESTIONS, st.integers(0, 9))
def test_the_published_figures_fit_every_hidden_remainder_of_a_question(shown, question, hidden):
    """As above. Enough results for the questions there are: `hidden` more that end in one way, which stays hidden."""
    questions = {**shown.questions, question: shown.questions.get(question, 0) + hidden}
    months = shown.endings.get("django", {})
    other = publishable({**shown.endings, "django": {**months, JAN: months.get(JAN, 0) + hidden}}, questions)
    assert list(figures(other).items()) == list(figures(shown).items())
    assert sum(questions.values()) <= shown.total + hidden


def test_results_are_counted_by_who_is_recommended_month_and_question(edition):
    create_results(9, month=1)
    create_results(3, band="likely", month=2)
    create_results(20, leader="fastapi", question="api-style", month=2)
    create_results(11, leader="fastapi", band="close", question="", month=2)
    create_results(10, leader="several_frameworks", band="close", question="", month=3)
    shown = insights()
    assert shown.endings == {
        "django": {FEB: 10},
        "fastapi": {FEB: 20},
        "several_frameworks": {MARCH: 10},
        "close_call": {FEB: 10},
    }
    assert shown.total == 50
    assert shown.questions == {"api-style": 20, "project": 10}


def test_drafts_what_ifs_and_results_without_a_summary_are_not_counted(edition):
    [origin, *_] = create_results(9)
    create_results(30, share_id=None, finished_at=None)
    create_results(30, leader="", band="", question="")
    create_results(30, origin=origin, stored_what_if={"percents": {}, "dropped": []})
    create_results(30, stored_what_if={"percents": {}, "dropped": []})  # its origin has been deleted
    assert insights().total == 0
    create_results(1)
    assert insights().total == 10


def test_a_deleted_result_is_counted_no_more(edition):
    results = create_results(20)
    evaluations.delete(results[0].edit_key)
    assert insights().total == 10


def test_a_finished_run_is_counted(visitor):
    visitor.answer("project", "public-api")
    visitor.finish()
    create_results(9, visitor.evaluation.leader, visitor.evaluation.band)
    assert insights().total == 10


def test_the_tables_name_what_the_catalogue_knows_and_show_the_rest_as_it_is(edition):
    create_results(20, leader="gone", question="forgotten", month=1)
    create_results(10, leader="flask", month=2)
    create_results(10, leader="django", month=2)
    create_results(10, leader="several_frameworks", band="close", month=2)
    shown = tables(insights(), catalogue_of(current_edition()))
    assert [(share.name, share.count, share.share, share.start) for share in shown.endings] == [
        ("Django", 10, 0.2, 0),
        ("Flask", 10, 0.2, 0.2),
        ("gone", 20, 0.4, 0.4),
        ("Several share the lead", 10, 0.2, 0.8),
    ]
    assert [(share.name, share.share) for share in shown.leads] == [
        ("One framework leads", 0.8),
        ("Several share the lead", 0.2),
    ]
    assert [(share.name, share.share) for share in shown.questions] == [
        ("What are you building?", 1),
        ("forgotten", 2 / 3),
    ]
    assert [(month.first_day, month.total) for month in shown.months] == [(FEB, 30), (JAN, 20)]
    assert [share.count for share in shown.months[1].shares] == [0, 0, 20, 0]


def test_the_page_shows_every_figure_as_text(client, edition):
    create_results(25, month=2)
    create_results(10, leader="fastapi", band="close", question="")
    page = client.get("/insights/").content.decode().replace("\u00a0", " ")
    assert "30 finished results, counted without saying whose they are" in page
    assert '<td class="figure">20</td>' in page
    assert '<td class="figure">67 %</td>' in page
    assert '<th scope="row">Feb 2026</th>' in page
    assert '<th scope="row">A close call</th>' in page
    assert '<th scope="row">What are you building?</th>' in page
    assert "We count in tens" in page
    assert "FastAPI" not in page
    assert ">25<" not in page


def test_an_empty_site_and_one_with_few_results_say_the_same(client, db):
    page = client.get("/insights/").content
    assert "Statistics appear after ten results." in page.decode()
    create_results(9)
    assert client.get("/insights/").content.split(b"<footer")[0] == page.split(b"<footer")[0]
    assert client.get("/insights.csv").content == b"month,figure,name,count\r\n"


def test_results_without_a_deciding_question_of_ten(client, edition):
    create_results(10, question="")
    assert "A question appears after 10 results that it decided." in client.get("/insights/").content.decode()


def test_the_file_holds_every_published_figure_by_slug(client, loaded):
    Framework.objects.filter(slug="django").update(name="=cmd()")
    create_results(11, month=2)
    create_results(12, leader="flask", question="pages", month=1)
    response = client.get("/insights.csv")
    assert list(csv.reader(response.content.decode().splitlines())) == [
        ["month", "figure", "name", "count"],
        ["2026-01", "recommended", "flask", "10"],
        ["2026-02", "recommended", "django", "10"],
        ["", "decisive_question", "pages", "10"],
        ["", "decisive_question", "project", "10"],
    ]
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="framework-advisor-insights.csv"'


@pytest.mark.parametrize(("address", "queries"), [("/insights/", 3), ("/insights.csv", 2)])
def test_the_number_of_queries_does_not_grow_and_everybody_may_keep_the_answer(
    client, edition, django_assert_num_queries, address, queries
):
    catalogue_of(current_edition())
    for month, leader in enumerate(("django", "flask", "fastapi", "several_frameworks"), start=1):
        create_results(10, leader=leader, month=month)
        with django_assert_num_queries(queries):
            response = client.get(address)
        assert response["Cache-Control"] == "public, max-age=3600"
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
