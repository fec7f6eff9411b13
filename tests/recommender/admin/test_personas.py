"""Personas in the admin: answers are picked, what is gone is kept or removed knowingly, and each is green or red."""

from dataclasses import replace

import pytest
from django.urls import reverse

from recommender.admin.persona_forms import condition_in_words
from recommender.editions.current import catalogue_of, current_edition
from recommender.engine.types import Condition
from recommender.models import Choice, Framework, Persona, Question, Rating, Section
from tests.factories import create_catalogue, yes_or_no
from tests.recommender.admin.forms import address, errors, form_data, save, text

pytestmark = pytest.mark.usefixtures("loaded", "few_respondents")
ADD = reverse("admin:recommender_persona_add")
PAGE = reverse("admin:personas")
LIST = reverse("admin:recommender_persona_changelist")
CLUB = {
    "name": "Chess club", "slug": "chess-club", "description": "A club plays chess.", "source": "Us",
    "answer-project": "prototype", "importance-project": "double",
}  # fmt: skip


def persona(slug="shop"):
    return Persona.objects.get(slug=slug)


def form_of(client, row):
    return client.get(address(row)).context["adminform"].form


def make_red():
    """Nobody but Flask leads for the shop any more."""
    Persona.objects.get(slug="shop").accepted.set(Framework.objects.filter(slug="flask"))


def test_the_form_asks_every_question_in_its_section_and_order(admin_client, catalogue):
    context = admin_client.get(ADD).context
    fieldsets = [(item.name, [field.field.name for line in item for field in line]) for item in context["adminform"]]
    assert fieldsets[1:] == [
        (
            section.title,
            [name for item in section.questions for name in (f"answer-{item.slug}", f"importance-{item.slug}")],
        )
        for section in catalogue.sections
    ]
    fields = context["adminform"].form.fields
    project = catalogue.question_of["project"]
    offered = [("", "Not answered"), *((choice.slug, choice.text) for choice in project.choices)]
    assert fields["answer-project"].choices == offered
    assert [text for _, text in fields["answer-known"].choices] == ["Django", "Flask", "FastAPI", "None of these"]
    assert [text for _, text in fields["importance-data"].choices] == ["Half", "Normal", "Double", "Must-have"]


def test_conditional_and_draft_questions_say_so(admin_client):
    Question.objects.filter(slug="data").update(published=False)
    Framework.objects.filter(slug="flask").update(published=False)
    form = form_of(admin_client, persona())
    assert form.fields["answer-data"].label == "How will the app keep its data? (draft)"
    assert form.fields["answer-back-office"].help_text == (
        "Asked only after “In a database of its own, with tables” or “In a database that is already there” "
        "to “How will the app keep its data?”."
    )
    assert form.fields["answer-project"].help_text == ""
    assert ("flask", "Flask (draft)") in form.fields["answer-known"].choices
    assert "Flask (draft)" in [label for _, label in form.fields["accepted"].choices]


def test_conditions_on_several_questions_in_words():
    later = yes_or_no("later", "speed", 1, ask_if=(("fast", "yes"), ("fast", "no"), ("easy", "yes")))
    catalogue = create_catalogue(yes_or_no("fast", "speed", 1), yes_or_no("easy", "speed", 1), later)
    assert condition_in_words(catalogue, later) == (
        "Asked only after “Answer yes” or “Answer no” to “Is it fast?”, or “Answer yes” to “Is it easy?”."
    )
    gone = replace(later, ask_if=(Condition(question="fast", choice="gone"),))
    assert condition_in_words(catalogue, gone) == "Asked only after “gone” to “Is it fast?”."


def test_a_question_without_a_choice_cannot_be_answered(admin_client):
    Question.objects.create(slug="empty", text="Is it empty?", why="-", section=Section.objects.first())
    assert "answer-empty" not in admin_client.get(ADD).context["adminform"].form.fields


def test_a_persona_is_added_with_the_answers_that_were_picked(admin_client):
    accepted = [Framework.objects.get(slug="django").pk]
    values = CLUB | {"accepted": accepted, "answer-known": ["django", "flask"], "importance-pages": "double"}
    assert "was added successfully" in errors(save(admin_client, ADD, **values))
    assert persona("chess-club").answers == {
        "project": {"chosen": ["prototype"], "importance": "double"},
        "known": {"chosen": ["django", "flask"], "importance": "normal"},
    }
    [added] = [item for item in catalogue_of(current_edition()).personas if item.slug == "chess-club"]
    assert added.accepted == ("django",)


def test_an_answer_can_be_changed_and_taken_back(admin_client):
    row = persona()
    assert form_of(admin_client, row)["answer-project"].value() == "online-shop"
    page = save(admin_client, address(row), **{"answer-project": "prototype", "answer-pages": ""})
    assert "was changed successfully" in errors(page)
    after = persona().answers
    assert after["project"]["chosen"] == ["prototype"]
    assert "pages" not in after
    entry = admin_client.get(reverse("admin:recommender_persona_history", args=[row.pk])).content.decode()
    assert "Changed What are you building? and Will the app show web pages with forms?" in entry


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"answer-project": "prototype", "importance-project": "must-have"}, "can be a must-have."),
        ({"answer-known": ["django", "none"]}, "Choose either frameworks or “None of these”."),
        ({"answer-project": "offline-shop"}, "offline-shop is not one of the available choices"),
    ],
)
def test_what_a_visitor_could_not_answer_is_refused_with_the_reason(admin_client, values, message):
    before = persona().answers
    page = save(admin_client, address(persona()), **values)
    [name] = [name for name in values if name.startswith("answer-")]
    assert message in str(page.context["adminform"].form.errors[name])
    assert persona().answers == before


def test_without_an_answer_nobody_can_lead(admin_client):
    form = form_of(admin_client, persona())
    nothing = {name: None for name in form.fields if name.startswith("answer-")}
    assert "Answer at least one question" in errors(save(admin_client, address(persona()), **nothing))


def test_an_importance_without_an_answer_is_of_no_matter(admin_client):
    row = persona()
    before = row.answers
    values = {"answer-project": "", "importance-project": "must-have"}
    assert "was changed successfully" in errors(save(admin_client, address(row), **values))
    assert persona().answers == {slug: answer for slug, answer in before.items() if slug != "project"}


def test_what_is_not_asked_is_told_and_kept(admin_client):
    page = save(admin_client, address(persona()), **{"answer-api-style": "graphql"})
    assert "Counts for nothing, because it is not asked after these answers: “What should the API speak?”." in errors(
        page
    )
    assert persona().answers["api-style"]["chosen"] == ["graphql"]


def with_gone_answers():
    """The shop, with an answer to a question that is gone, a choice and a framework that are."""
    row = persona()
    row.answers |= {
        "forgotten": {"chosen": ["x"], "importance": "double"},
        "known": {"chosen": ["django", "bottle"], "importance": "half"},
        "project": {"chosen": ["offline-shop"], "importance": "normal"},
    }
    row.save()
    return row


def test_answers_that_are_gone_are_shown_and_kept_unless_they_are_unticked(admin_client):
    row = with_gone_answers()
    before = row.answers
    page = errors(admin_client.get(address(row)))
    for words in (
        "“x” to “forgotten” (there is no such question)",
        "“bottle” (there is no such choice) to “Which of these does your team know well?”",
        "“offline-shop” (there is no such choice) to “What are you building?”",
    ):
        assert words in page
    form = form_of(admin_client, row)
    assert (form["answer-project"].value(), form["answer-known"].value()) == ("", ["django"])
    assert "Removed" not in errors(save(admin_client, address(row)))
    assert persona().answers == before


def test_answers_that_are_gone_can_be_removed_with_a_message(admin_client):
    row = with_gone_answers()
    page = errors(save(admin_client, address(row), gone=["project offline-shop"]))
    assert "Removed from its answers: " in page
    assert "“x” to “forgotten” (there is no such question)" in page
    after = persona().answers
    assert "forgotten" not in after
    assert after["known"] == {"chosen": ["django"], "importance": "half"}
    assert after["project"] == {"chosen": ["offline-shop"], "importance": "normal"}


def test_another_answer_takes_the_place_of_one_that_is_gone(admin_client):
    row = with_gone_answers()
    page = errors(save(admin_client, address(row), **{"answer-project": "prototype", "answer-known": ["none"]}))
    assert "“offline-shop” (there is no such choice) to “What are you building?”" in page
    after = persona().answers
    assert after["project"]["chosen"] == ["prototype"]
    assert after["known"]["chosen"] == ["none"]
    assert after["forgotten"] == {"chosen": ["x"], "importance": "double"}


def test_a_refused_form_still_offers_to_keep_what_is_gone(admin_client):
    row = with_gone_answers()
    page = save(admin_client, address(row), gone=[], name="")
    assert "This field is required" in errors(page)
    assert "“x” to “forgotten”" in errors(page)


def test_a_deleted_choice_is_shown_as_gone(admin_client):
    Choice.objects.get(question__slug="project", slug="online-shop").delete()
    form = form_of(admin_client, persona())
    assert form["gone"].value() == ["project online-shop"]
    assert "online-shop" not in dict(form.fields["answer-project"].choices)


def test_a_preview_of_answers_stores_nothing_and_shows_what_was_typed(admin_client):
    row = persona()
    before = row.answers
    others = dict.fromkeys((f"answer-{slug}" for slug in before), "") | {"answer-project": "prototype"}
    page = save(admin_client, address(row), **others, _save="Preview")
    assert page.context["preview"].impact.persona_changes
    assert page.context["adminform"].form["answer-project"].value() == "prototype"
    assert persona().answers == before


def test_the_list_and_the_page_say_that_all_are_green(admin_client, catalogue):
    page = errors(admin_client.get(PAGE))
    assert f"{len(catalogue.personas)} of {len(catalogue.personas)} right." in page
    assert "verdict-red" not in page
    assert "To mend a red one" not in page
    listed = errors(admin_client.get(LIST))
    assert listed.count("verdict-green") == len(catalogue.personas)
    assert '<span class="verdict verdict-green">Green</span> Django, clear' in listed


def test_red_ones_come_first_with_who_leads_and_where_to_mend_it(admin_client, catalogue):
    make_red()
    page = admin_client.get(PAGE)
    first, *others = page.context["rows"]
    assert (first.persona.slug, first.said.is_right, first.said.leaders) == ("shop", False, "Django")
    assert first.accepted == ("Flask",)
    assert all(row.said.is_right for row in others)
    assert [row.persona.slug for row in others] == [item.slug for item in catalogue.personas if item.slug != "shop"]
    shown = errors(page)
    assert f"{len(others)} of {len(catalogue.personas)} right." in shown
    assert f'<a href="{address(persona())}">Mend<span' in shown
    assert reverse("admin:grid") in shown
    assert '<span class="verdict verdict-red">Red</span> Django' in errors(admin_client.get(LIST))


def test_a_change_shows_at_once_before_any_visitor_made_an_edition_of_it(admin_client):
    first = current_edition()
    Rating.objects.filter(framework__slug="django").update(value=0, low=0)
    Rating.objects.filter(framework__slug="django").first().save()
    assert admin_client.get(PAGE).context["right"] < 4
    assert "verdict-red" in errors(admin_client.get(LIST))
    assert type(first).objects.count() == 1


def test_drafts_judge_nobody(admin_client):
    django = Framework.objects.get(slug="django")
    django.published = False
    django.save()
    row = next(row for row in admin_client.get(PAGE).context["rows"] if row.persona.slug == "shop")
    assert row.accepted == ("Django (draft)",)
    assert "Django" not in row.said.leaders
    assert not row.said.is_right


def test_without_personas_there_is_nothing_to_judge(admin_client):
    Persona.objects.all().delete()
    assert "There is no persona yet" in errors(admin_client.get(PAGE))


def test_who_may_only_look_reads_the_answers(client_in):
    client = client_in("Viewer")
    row = with_gone_answers()
    page = errors(client.get(address(row)))
    assert "<li>Will the app show web pages with forms? A few simple pages</li>" in page
    assert "<li>forgotten x (double)</li>" in page
    assert "answer-project" not in page
    assert client.post(address(row), {"name": "x"}).status_code == 403
    make_red()
    listed = errors(client.get(PAGE))
    assert "3 of 4 right" in listed
    assert ">Mend<" not in listed
    assert "Add a persona" not in listed


def test_who_may_not_see_personas_is_kept_out(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("guest", is_staff=True))
    assert client.get(PAGE).status_code == 403


def test_pages_cost_few_queries_however_many_personas_there_are(admin_client, django_assert_max_num_queries):
    current_edition()
    for url, most in ((PAGE, 8), (LIST, 12), (address(persona()), 40)):
        admin_client.get(url)
        with django_assert_max_num_queries(most):
            admin_client.get(url)


def test_positions_are_still_edited_in_the_list(admin_client):
    data = form_data(admin_client.get(LIST))
    [row] = [name.removesuffix("id") for name, value in data.items() if name.endswith("-id") and value == persona().pk]
    page = save(admin_client, LIST, **{f"{row}position": 99, "_save": "Save"})
    assert "1 persona was changed successfully" in errors(page)
    assert persona().position == 99


def test_a_known_disagreement_is_neither_red_nor_green_and_says_why(admin_client, catalogue):
    make_red()
    Persona.objects.filter(slug="shop").update(disagreement="They <know> Flask.")
    response = admin_client.get(PAGE)
    first, *others = response.context["rows"]
    assert (first.persona.slug, first.said.is_right, first.said.is_red) == ("shop", False, False)
    page = errors(response)
    assert f"{len(others)} of {len(catalogue.personas)} right, 1 known disagreement." in page
    assert '<span class="verdict verdict-known">Known disagreement</span>' in page
    assert "They &lt;know&gt; Flask." in page
    assert "To mend a red one" not in page
    assert ">Mend<" not in page
    assert '<span class="verdict verdict-known">Known disagreement</span> Django' in errors(admin_client.get(LIST))


def test_red_ones_come_before_known_disagreements(admin_client):
    make_red()
    Persona.objects.get(slug="partner-api").accepted.set(Framework.objects.filter(slug="flask"))
    Persona.objects.filter(slug="shop").update(disagreement="They know Flask.")
    rows = admin_client.get(PAGE).context["rows"]
    assert [row.said.verdict for row in rows[:3]] == ["red", "known disagreement", "green"]


def test_a_preview_says_that_a_red_one_becomes_a_known_disagreement(admin_client):
    make_red()
    page = text(save(admin_client, address(persona()), disagreement="They know Flask.", _save="Preview"))
    assert "becomes a known disagreement" in page
