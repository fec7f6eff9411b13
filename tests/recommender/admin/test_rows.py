"""The editors' pages: what can be done, what is refused, and that each refusal says why."""

from time import perf_counter

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from recommender.editions.current import catalogue_of, current_edition, renew_edition
from recommender.models import (
    Choice,
    Claim,
    Condition,
    Criterion,
    Dispute,
    Evidence,
    Framework,
    OutsideOption,
    Question,
    Rating,
)
from tests.recommender.admin.forms import address, errors, form_data, row_of, save
from tests.recommender.proposals.create import create_proposal, create_suggestion

pytestmark = pytest.mark.usefixtures("loaded", "few_respondents")


@pytest.fixture
def what_visitors_sent(loaded):
    """The kinds of rows that the catalogue does not bring."""
    rating = Rating.objects.first()
    Dispute.objects.create(framework=rating.framework, criterion=rating.criterion, statement="It is wrong for once.")
    create_proposal()
    create_suggestion()


OURS = sorted(
    (model for model in admin.site._registry if model._meta.app_label == "recommender"), key=lambda m: m.__name__
)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_list_and_form_opens_and_can_be_searched(admin_client, model, what_visitors_sent):
    current_edition()
    listed = reverse(f"admin:recommender_{model._meta.model_name}_changelist")
    assert admin_client.get(listed).status_code == 200
    if admin.site._registry[model].search_fields:
        assert admin_client.get(listed, {"q": "flask"}).status_code == 200
    assert admin_client.get(address(model.objects.first())).status_code == 200


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_saving_a_page_without_a_change_is_accepted_and_makes_no_edition(admin_client, model, what_visitors_sent):
    first = current_edition()
    row = model.objects.first()
    # The page of a proposed rating has buttons of its own, each of which does something.
    if model.__name__ not in {"Edition", "RatingProposal"}:
        page = save(admin_client, address(row))
        is_told = model.__name__ in {"Dispute", "FrameworkSuggestion"}
        assert ("was changed successfully" if is_told else "Nothing was changed.") in errors(page)
    assert current_edition() == first


def test_the_home_page_says_what_a_change_does(admin_client):
    assert "Every change makes the next edition by itself" in errors(admin_client.get("/admin/"))


def test_who_may_only_look_sees_a_rating(client, django_user_model):
    user = django_user_model.objects.create_user("viewer", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_rating"))
    client.force_login(user)
    rating = Rating.objects.first()
    assert rating.rationale in errors(client.get(address(rating)))
    assert client.post(address(rating), {"value": 1}).status_code == 403


def test_nobody_without_an_account_gets_in(client):
    assert client.get("/admin/recommender/criterion/").url.startswith("/admin/login/")


def test_a_weight_edited_in_the_list_reaches_the_next_edition(admin_client):
    before = current_edition()
    url = reverse("admin:recommender_criterion_changelist")
    row = row_of(form_data(admin_client.get(url)), Criterion.objects.get(slug="graphql"))
    page = save(admin_client, url, **{f"{row}weight": 25, "_save": "Save"})
    assert "1 criterion was changed successfully" in errors(page)
    after = current_edition()
    assert after.number == before.number + 1
    assert catalogue_of(after).criterion_of["graphql"].weight == 25
    assert "Must be from 0 to 1000." in errors(save(admin_client, url, **{f"{row}weight": 1001, "_save": "Save"}))


def test_on_site_links_lead_to_the_public_page(admin_client):
    for row in (Framework.objects.first(), Criterion.objects.first(), Rating.objects.first(), Claim.objects.first()):
        assert f'href="{row.get_absolute_url()}" class="viewsitelink"' in errors(admin_client.get(address(row)))
    draft = Framework.objects.get(slug="flask")
    draft.published = False
    draft.save()
    for row in (draft, draft.ratings.first(), draft.claims.first()):
        page = errors(admin_client.get(address(row)))
        assert "viewsitelink" not in page
        assert "View on site" not in page


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"value": 101, "high": 101}, "A rating needs 0 ≤ low ≤ value ≤ high ≤ 100."),
        ({"value": -1}, "greater than or equal to 0"),
        ({"low": 45, "value": 40}, "A rating needs 0 ≤ low ≤ value ≤ high ≤ 100."),
        ({"evidence": []}, "This field is required"),
        ({"rationale": ""}, "This field is required"),
        ({"phrase": ""}, "This field is required"),
        ({"phrase": "x" * 61}, "at most 60 characters"),
    ],
)
def test_a_rating_out_of_bounds_or_without_reasons_is_refused(admin_client, values, message):
    rating = Rating.objects.get(framework__slug="flask", criterion__slug="graphql")
    first = current_edition()
    assert message in errors(save(admin_client, address(rating), **values))
    rating.refresh_from_db()
    assert rating.value == 40
    assert current_edition() == first


def test_a_rating_can_be_changed_on_its_frameworks_page_within_bounds(admin_client):
    framework = Framework.objects.get(slug="flask")
    url = address(framework)
    row = row_of(form_data(admin_client.get(url)), framework.ratings.get(criterion__slug="graphql"), "ratings")
    refused = errors(save(admin_client, url, **{f"{row}value": 90, f"{row}high": 60}))
    assert "A rating needs 0 ≤ low ≤ value ≤ high ≤ 100." in refused
    assert "changed successfully" in errors(save(admin_client, url, **{f"{row}value": 55, f"{row}high": 60}))
    assert catalogue_of(current_edition()).framework_of["flask"].rating_of["graphql"].value == 55


def test_a_second_rating_for_the_same_pair_is_refused(admin_client):
    url = reverse("admin:recommender_rating_add")
    framework, criterion = Framework.objects.get(slug="flask"), Criterion.objects.get(slug="graphql")
    evidence = framework.evidence.first()
    data = {
        "framework": framework.pk,
        "criterion": criterion.pk,
        "value": 1,
        "low": 1,
        "high": 1,
        "phrase": "x",
        "rationale": "x",
    }
    page = errors(admin_client.post(url, data | {"evidence": [evidence.pk]}))
    assert "Rating with this Framework and Criterion already exists." in page


def test_evidence_of_another_framework_is_refused(admin_client):
    foreign = Evidence.objects.filter(framework__slug="django").first()
    rating = Rating.objects.get(framework__slug="flask", criterion__slug="graphql")
    assert "not one of the available choices" in errors(save(admin_client, address(rating), evidence=[foreign.pk]))
    url = reverse("admin:recommender_rating_add")
    rating.delete()
    data = {"framework": rating.framework_id, "criterion": rating.criterion_id, "value": 1, "low": 1, "high": 1}
    page = errors(admin_client.post(url, data | {"rationale": "x", "evidence": [foreign.pk]}))
    assert "is not evidence about Flask" in page


@pytest.mark.parametrize("slug", ["django", "Has Space", "UPPER", "under_score", "none", "check"])
def test_a_slug_that_is_taken_or_not_one_is_refused(admin_client, slug):
    row = Framework.objects.get(slug="flask") if slug != "check" else Question.objects.get(slug="project")
    page = errors(save(admin_client, address(row), slug=slug))
    assert any(
        text in page
        for text in ("already exists", "Enter a valid", "A slug has only a-z", "None of these", "another page")
    )
    row.refresh_from_db()
    assert row.slug in {"flask", "project"}


def add_condition(client, question, choice):
    url = address(question)
    data = form_data(client.get(url))
    number = int(data["conditions-TOTAL_FORMS"])
    extra = {
        "conditions-TOTAL_FORMS": number + 1,
        f"conditions-{number}-choice": choice.pk,
        f"conditions-{number}-question": question.pk,
    }
    return save(client, url, **extra)


def test_a_loop_of_conditions_is_refused_and_told(admin_client):
    data = Question.objects.get(slug="data")
    office = Choice.objects.get(question__slug="back-office", slug="every-day")
    page = errors(add_condition(admin_client, data, office))
    assert "Questions depend on each other in a loop: data → back-office → data." in page
    assert "questions › back-office › ask_if: questions depend on each other in a loop" in page
    assert not Condition.objects.filter(question=data).exists()


def test_a_question_cannot_depend_on_itself(admin_client):
    data = Question.objects.get(slug="data")
    page = errors(add_condition(admin_client, data, data.choices.first()))
    assert "Questions depend on each other in a loop: data → data." in page


def test_a_sound_condition_is_accepted(admin_client):
    freedom = Question.objects.get(slug="freedom")
    relational = Choice.objects.get(question__slug="data", slug="relational")
    assert "changed successfully" in errors(add_condition(admin_client, freedom, relational))
    assert catalogue_of(current_edition()).question_of["freedom"].ask_if[0].choice == "relational"


def test_a_choice_on_which_a_question_depends_cannot_be_deleted(admin_client):
    choice = Choice.objects.get(question__slug="data", slug="relational")
    page = errors(admin_client.get(address(choice, "delete")))
    assert "would require deleting the following protected related objects" in page
    assert "is asked after" in page
    admin_client.post(address(choice, "delete"), {"post": "yes"})
    assert Choice.objects.filter(pk=choice.pk).exists()


def test_a_choice_after_which_an_outside_option_is_named_cannot_be_deleted(admin_client):
    choice = Choice.objects.get(question__slug="project", slug="frontend-service")
    assert "“Plain files” is named after" in errors(admin_client.get(address(choice, "delete")))
    admin_client.post(address(choice, "delete"), {"post": "yes"})
    assert Choice.objects.filter(pk=choice.pk).exists()


def test_an_outside_option_gets_another_condition_and_needs_one(admin_client):
    option = OutsideOption.objects.get()
    choice = Choice.objects.get(question__slug="pages", slug="none")
    more = {
        "conditions-TOTAL_FORMS": 3,
        "conditions-2-choice": choice.pk,
        "conditions-2-option": option.pk,
    }
    assert "changed successfully" in errors(save(admin_client, address(option), **more))
    [named] = catalogue_of(current_edition()).outside_options
    assert ("pages", "none") in {(condition.question, condition.choice) for condition in named.when}
    gone = {f"conditions-{number}-DELETE": "on" for number in range(3)}
    assert "Needs at least one condition." in errors(save(admin_client, address(option), **gone))
    assert option.conditions.count() == 3


def test_which_frameworks_are_best_known_is_edited_in_the_list(admin_client):
    listed = reverse("admin:recommender_framework_changelist")
    flask = row_of(form_data(admin_client.get(listed)), Framework.objects.get(slug="flask"))
    save(admin_client, listed, _save="Save", **{f"{flask}best_known": None})
    assert not Framework.objects.get(slug="flask").best_known
    assert list(catalogue_of(current_edition(), is_wide=False).framework_of) == ["django", "fastapi"]
    assert "flask" in catalogue_of(current_edition()).framework_of


def test_a_criterion_that_answers_use_cannot_be_deleted(admin_client):
    criterion = Criterion.objects.get(slug="graphql")
    assert "protected related objects" in errors(admin_client.get(address(criterion, "delete")))
    admin_client.post(address(criterion, "delete"), {"post": "yes"})
    assert Criterion.objects.filter(pk=criterion.pk).exists()


def test_who_rates_a_criterion_stays_as_it_is(admin_client):
    criterion = Criterion.objects.get(slug="graphql")
    save(admin_client, address(criterion), method="answer")
    criterion.refresh_from_db()
    assert criterion.method == "rubric"


def test_a_question_that_only_opens_another_is_asked(admin_client):
    project = Question.objects.get(slug="project")
    for choice in project.choices.all():
        choice.effects.all().delete()
    assert "project" in catalogue_of(current_edition()).question_of


def test_a_question_about_familiarity_needs_points_and_there_is_one_only(admin_client):
    familiarity = Criterion.objects.get(slug="familiarity")
    page = errors(save(admin_client, address(Question.objects.get(slug="known")), familiarity_points=""))
    assert "needs both a criterion and points" in page
    other = address(Question.objects.get(slug="data"))
    page = errors(save(admin_client, other, familiarity_criterion=familiarity.pk, familiarity_points=1))
    assert "already a question about this criterion" in page


def test_a_framework_added_as_a_draft_reaches_nobody_until_it_is_published(admin_client):
    first = current_edition()
    values = {
        "name": "Bottle", "slug": "bottle", "position": 4, "summary": "One file.", "choose_when": "one file is enough.",
        "think_twice_when": "it is not.", "moving_here": "some work.", "latest_version": "0.13",
        "latest_release": "2025", "first_release": 2009, "licence": "MIT", "python_versions": "any", "support": "-",
        "concurrency": "sync", "docs_url": "https://docs.example/", "repo_url": "https://code.example/",
        "install": "pip install bottle",
    }  # fmt: skip
    page = save(admin_client, reverse("admin:recommender_framework_add"), **values)
    assert "was added successfully" in errors(page)
    assert current_edition() == first
    bottle = Framework.objects.get(slug="bottle")
    page = errors(save(admin_client, address(bottle), published="on"))
    assert "Before it is published, rate it, with a phrase and evidence, on: Ease of starting, Documentation" in page
    evidence = Evidence.objects.create(
        framework=bottle, key="docs", statement="x", kind="documented", source="x", checked="2026-11-22"
    )
    for criterion in bottle.criteria_to_rate():
        Rating.objects.create(
            framework=bottle, criterion=criterion, value=50, low=50, high=50, phrase="x", rationale="x"
        ).evidence.add(evidence)
    save(admin_client, address(bottle), published="on")
    assert "bottle" in catalogue_of(current_edition()).framework_of


FIRST_PAGE = {
    "first_page_commands": "pip install flask\r\nflask new\r\n",
    "first_page_file": "app.py",
    "first_page_code": "import flask\r\n\r\n    # indented  \r\n",
    "first_page_serve": "flask run",
    "first_page_address": "http://127.0.0.1:5000/",
}


def test_the_way_to_a_first_page_is_typed_line_by_line(admin_client):
    url = address(Framework.objects.get(slug="flask"))
    assert "changed successfully" in errors(save(admin_client, url, **FIRST_PAGE))
    page = catalogue_of(current_edition()).framework_of["flask"].first_page
    assert page.commands == ("pip install flask", "flask new")
    assert page.code == "import flask\n\n    # indented\n"
    assert "Nothing was changed." in errors(save(admin_client, url, **FIRST_PAGE)), "whatever ends a browser's lines"
    save(admin_client, url, **dict.fromkeys(FIRST_PAGE, ""))
    assert catalogue_of(current_edition()).framework_of["flask"].first_page is None


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"first_page_serve": ""}, "first_page_serve", "Is empty, but other parts of the first page are told."),
        ({"first_page_commands": "a\r\n\r\nb"}, "first_page_commands", "Each is one line that is not empty."),
        ({"first_page_file": ""}, "first_page_file", "A file needs both a name and what it holds."),
        ({"first_page_code": " "}, "first_page_code", "A file needs both a name and what it holds."),
    ],
)
def test_half_a_way_to_a_first_page_is_refused_at_its_field(admin_client, changes, field, reason):
    page = save(admin_client, address(Framework.objects.get(slug="flask")), **FIRST_PAGE | changes)
    assert page.context["adminform"].form.errors[field] == [reason]
    assert Framework.objects.get(slug="flask").first_page_commands != "pip install flask\nflask new\n"


def test_readings_and_known_users_are_added_on_their_frameworks_page(admin_client):
    url = address(Framework.objects.get(slug="flask"))
    reading = {"title": "A talk", "url": "https://talk.example/", "published": "2026-05"}
    user = {"name": "Flask Farm", "what": "its shop", "source": "A talk", "url": "https://talk.example/"}
    rows = {f"further_reading-2-{name}": value for name, value in reading.items()}
    rows |= {f"known_users-3-{name}": value for name, value in user.items()}
    wrong = save(admin_client, url, **rows | {"further_reading-2-published": "May"})
    assert "Must be YYYY, YYYY-MM or YYYY-MM-DD, or empty when undated." in errors(wrong)
    twice = save(admin_client, url, **rows | {"known_users-3-name": "Flask Mill"})
    assert "already exists" in errors(twice) or "duplicate" in errors(twice)
    assert "changed successfully" in errors(save(admin_client, url, **rows))
    flask = catalogue_of(current_edition()).framework_of["flask"]
    assert [item.title for item in flask.further_reading][-1] == "A talk"
    assert [item.name for item in flask.known_users][-1] == "Flask Farm"


def test_a_criterion_is_published_once_its_scale_is_public_and_every_framework_is_rated_on_it(admin_client):
    graphql = Criterion.objects.get(slug="graphql")
    Criterion.objects.filter(pk=graphql.pk).update(published=False, anchor_25="")
    Rating.objects.get(framework__slug="flask", criterion=graphql).evidence.clear()
    page = errors(save(admin_client, address(graphql), published="on"))
    assert "Before it is published, say what these ratings mean: 25." in page
    assert "Before it is published, rate on it, with a phrase and evidence: Flask." in page
    assert "graphql" not in catalogue_of(renew_edition()).criterion_of
    rating = Rating.objects.get(framework__slug="flask", criterion=graphql)
    rating.evidence.add(Evidence.objects.filter(framework__slug="flask").first())
    save(admin_client, address(graphql), published="on", anchor_25="A little.")
    assert "graphql" in catalogue_of(current_edition()).criterion_of
    page = errors(save(admin_client, address(Criterion.objects.get(slug="familiarity")), published="on"))
    assert "Nothing was changed." in page


def test_an_unrated_framework_is_not_published_from_the_list_or_when_it_is_added(admin_client):
    Rating.objects.get(framework__slug="flask", criterion__slug="graphql").evidence.clear()
    Framework.objects.filter(slug="flask").update(published=False)
    url = reverse("admin:recommender_framework_changelist")
    row = row_of(form_data(admin_client.get(url)), Framework.objects.get(slug="flask"))
    page = errors(save(admin_client, url, **{f"{row}published": "on", "_save": "Save"}))
    assert "Before it is published, rate it, with a phrase and evidence, on: GraphQL." in page
    added = reverse("admin:recommender_framework_add")
    page = errors(save(admin_client, added, name="New", slug="new", published="on"))
    assert "Before it is published, rate it" in page
    assert "Team familiarity" not in page, "visitors rate it, not editors"


def test_a_rating_without_evidence_reaches_no_visitor(admin_client):
    Rating.objects.get(framework__slug="flask", criterion__slug="graphql").evidence.clear()
    assert "graphql" not in catalogue_of(current_edition()).framework_of["flask"].rating_of


def test_a_question_reaches_visitors_once_an_answer_to_it_can_matter(admin_client):
    first = current_edition()
    section = Question.objects.get(slug="data").section
    values = {"section": section.pk, "text": "Is it fun?", "slug": "fun", "why": "We want to know.", "published": "on"}
    choices = {
        "choices-TOTAL_FORMS": 2,
        "choices-0-text": "Yes",
        "choices-0-slug": "yes",
        "choices-1-text": "No",
        "choices-1-slug": "no",
    }
    assert "was added successfully" in errors(
        save(admin_client, reverse("admin:recommender_question_add"), **values, **choices)
    )
    assert current_edition() == first
    yes = Choice.objects.get(question__slug="fun", slug="yes")
    assert [choice.slug for choice in Choice.objects.filter(question__slug="fun")] == ["yes", "no"]
    assert Question.objects.get(slug="fun").position == 2
    effect = {"effects-TOTAL_FORMS": 1, "effects-0-criterion": Criterion.objects.first().pk, "effects-0-points": 2}
    save(admin_client, address(yes), **effect)
    assert "fun" in catalogue_of(current_edition()).question_of


def test_the_largest_form_stays_within_a_few_queries(admin_client, django_assert_max_num_queries):
    url = address(Framework.objects.get(slug="fastapi"))
    with django_assert_max_num_queries(20):
        admin_client.get(url)


def test_lists_cost_no_more_queries_with_more_rows(admin_client, what_visitors_sent, django_assert_max_num_queries):
    current_edition()  # by which personas are judged
    for model in OURS:
        with django_assert_max_num_queries(14):
            admin_client.get(reverse(f"admin:recommender_{model._meta.model_name}_changelist"))


@pytest.mark.parametrize("prefix", ["evidence", "further_reading", "known_users", "ratings"])
def test_a_forged_number_of_rows_is_refused_before_a_form_is_made_for_each(admin_client, prefix):
    url = address(Framework.objects.get(slug="flask"))
    sent = form_data(admin_client.get(url))
    begin = perf_counter()
    assert admin_client.post(url, sent | {f"{prefix}-TOTAL_FORMS": "100000"}).status_code == 400
    assert perf_counter() - begin < 2
    assert admin_client.post(url, sent | {f"{prefix}-TOTAL_FORMS": "x"}).status_code == 400


def test_a_forged_number_of_rows_of_a_list_is_refused_too(admin_client):
    listed = reverse("admin:recommender_framework_changelist")
    sent = form_data(admin_client.get(listed)) | {"form-TOTAL_FORMS": "100000", "_save": "Save"}
    assert admin_client.post(listed, sent).status_code == 400


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"first_page_address": "https://evil.example/"}, "Must be on the visitor's own machine"),
        ({"first_page_file": "../../app.py"}, "Must be a plain name within the new folder"),
        ({"first_page_code": "ok = 1  # \u202e1 = ko"}, "Holds U+202E, which turns the direction of writing"),
        ({"first_page_commands": "pip install it\npip install \u200bthat"}, "U+200B, a character that nobody sees"),
        ({"latest_release": "2026-02-30"}, "There is no 2026-02-30 in the calendar"),
        ({"further_reading-0-published": "2026-02-30"}, "There is no 2026-02-30 in the calendar"),
        ({"known_users-0-published": "2026-02-30"}, "There is no 2026-02-30 in the calendar"),
        ({"known_users-0-what": "a\u200bb"}, "Is one line of text, but holds U+200B"),
        ({"name": "Fla\u202esk"}, "Is one line of text, but holds U+202E"),
        ({"install": "pip install flask\nrm"}, "Is one line of text, but holds a line break"),
    ],
)
def test_what_would_deceive_readers_is_refused_at_its_field(admin_client, values, message):
    flask, first = Framework.objects.get(slug="flask"), current_edition()
    page = save(admin_client, address(flask), **values)
    assert message in errors(page)
    inlines = page.context["inline_admin_formsets"]
    shown = [page.context["adminform"].form, *(form for inline in inlines for form in inline.formset.forms)]
    assert [form.add_prefix(field) for form in shown for field in form.errors] == list(values)
    assert current_edition() == first
