"""The questionnaire: one question a page, check your answers, finish."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from advisor import evaluations
from advisor.addresses import absolute
from advisor.answer_lines import answer_lines
from advisor.candidates import IS_WIDE, candidates_in
from advisor.charts import ranking
from advisor.http.errors import csrf_failure
from advisor.http.limits import spend
from advisor.http.responses import get_or_post
from advisor.models import Evaluation
from advisor.questionnaire.forms import AnswerForm, FinishForm
from advisor.report import basis_of
from advisor.words.outlook import outlook
from advisor.words.what_if import adjustments
from recommender.engine import interview
from recommender.engine.result.open_questions import OpenQuestions, open_questions
from recommender.engine.scoring import Outcome, recommend
from recommender.engine.types import SKIPPED, Catalogue, Question


@require_POST
@never_cache
@csrf_exempt  # the home page is the same for everybody, so it holds no token
def start(request: HttpRequest) -> HttpResponse:
    # In its place, since only what other sites make a browser send is of concern; all browsers since 2023 say so.
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return csrf_failure(request)
    spend("make", request)
    try:
        evaluation = evaluations.start(
            is_short="short" in request.POST, is_wide=IS_WIDE.get(request.POST.get("candidates", ""), False)
        )
        return redirect(where_to_go_on(evaluation))
    except evaluations.NothingToAskError:
        return redirect("home")  # which says so


@get_or_post
@never_cache
def question(request: HttpRequest, edit_key: str, slug: str) -> HttpResponse:
    evaluation = evaluations.owned(edit_key)
    if evaluation.is_finished:
        return already_finished(request, evaluation)
    catalogue, answers = evaluation.catalogue, evaluation.answers
    asked = catalogue.question_of.get(slug)
    if asked is None:
        raise Http404("This questionnaire has no such question.")
    # Such as in a tab that was opened before another answer hid the question.
    if asked not in interview.asked_questions(catalogue, answers):
        return not_asked(request, evaluation, catalogue, asked)
    posted = request.POST if request.method == "POST" else None
    form = AnswerForm(catalogue, asked, answers.get(slug, SKIPPED), posted)
    return question_page(request, evaluation, form) if posted is None else answered(request, evaluation, asked, form)


def answered(request: HttpRequest, evaluation: Evaluation, asked: Question, form: AnswerForm) -> HttpResponse:
    """Keep what was answered, whichever button was pressed, and go where it leads; say so if it cannot be kept."""
    pressed = next((button for button in ("skip", "back", "result") if button in request.POST), "continue")
    is_answer = pressed != "skip" and form.is_valid()
    may_leave = pressed == "skip" or (pressed in {"back", "result"} and form.is_untouched)
    if not is_answer and not may_leave:
        return question_page(request, evaluation, form, is_leaving=pressed == "back")
    try:
        if is_answer or pressed == "skip":
            # A skip is kept, too, with nothing chosen: so the question is not asked again.
            answer = form.cleaned_data["answer"] if is_answer else SKIPPED
            evaluations.record(evaluation, asked.slug, answer)
    except evaluations.AlreadyFinishedError:  # meanwhile, in another tab, or even deleted
        return already_finished(request, evaluations.owned(evaluation.edit_key))
    if pressed == "back":
        return redirect(where_to_go_back(evaluation, asked))
    if pressed == "result":
        return finished(request, evaluation, FinishForm({"title": evaluation.title}))
    return redirect(where_to_go_on(evaluation, after=asked))


def question_page(
    request: HttpRequest, evaluation: Evaluation, form: AnswerForm, *, is_leaving: bool = False
) -> HttpResponse:
    """Ask; to whoever wants to leave with an answer that cannot be kept, offer to leave without it."""
    catalogue, answers, asked = form.catalogue, evaluation.answers, form.question
    outcome, ahead, may_come = so_far(evaluation)
    step = interview.short_step if evaluation.is_short else interview.step
    context = {
        "evaluation": evaluation,
        "question": asked,
        "form": form,
        "step": step(catalogue, answers, asked),
        "leave": where_to_go_back(evaluation, asked) if is_leaving else "",
        "is_answered": not form.saved.is_skip,
        "outcome": outcome,
        "ranking": ranking(outcome),
        "open_questions": ahead,
        "outlook": may_come,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "questionnaire/question.html", context, status=status)


def so_far(evaluation: Evaluation) -> tuple[Outcome, OpenQuestions, str]:
    """Return what the answers so far lead to, with the what-if that is kept, and what open questions can change."""
    contributions, answers = basis_of(evaluation)
    outcome, ahead = recommend(contributions.catalogue, answers), open_questions(contributions, answers)
    return outcome, ahead, outlook(outcome, ahead)


def where_to_go_back(evaluation: Evaluation, asked: Question) -> str:
    """Return the address of the question before, or home; a short one has no order, but a list of answers."""
    if evaluation.is_short:
        return evaluation.check_url() if evaluation.answers else reverse("home")
    before = interview.previous_question(evaluation.catalogue, evaluation.answers, asked)
    return evaluation.question_url(before.slug) if before else reverse("home")


@get_or_post
@never_cache
def check_answers(request: HttpRequest, edit_key: str) -> HttpResponse:
    evaluation = evaluations.owned(edit_key)
    if request.method == "POST":
        return pressed_on_check(request, evaluation, FinishForm(request.POST))
    if evaluation.is_finished:
        return redirect(evaluation.result_url())
    return check_answers_page(request, evaluation, FinishForm(initial={"title": evaluation.title}))


def pressed_on_check(request: HttpRequest, evaluation: Evaluation, form: FinishForm) -> HttpResponse:
    """Do what the button that was pressed below the answers says."""
    slug, wanted = request.POST.get("change", ""), request.POST.get("candidates", "")
    if wanted in IS_WIDE:
        return compare_others(request, evaluation, form, is_wide=IS_WIDE[wanted])
    return change(request, evaluation, form, slug) if slug else finished(request, evaluation, form)


def change(request: HttpRequest, evaluation: Evaluation, form: FinishForm, slug: str) -> HttpResponse:
    """Keep the name that was typed, and go to the question with this slug; say what is in the way if something is."""
    if evaluation.is_finished:
        return already_finished(request, evaluation)
    if slug not in evaluation.catalogue.question_of:
        raise Http404("This questionnaire has no such question.")
    if not form.is_valid():
        return check_answers_page(request, evaluation, form)
    evaluations.describe(evaluation.edit_key, title=form.cleaned_data["title"], note=evaluation.note)
    return redirect(evaluation.question_url(slug))


def compare_others(request: HttpRequest, evaluation: Evaluation, form: FinishForm, *, is_wide: bool) -> HttpResponse:
    """Keep the name that was typed, change the candidates, and show the answers again."""
    if not form.is_valid():
        return check_answers_page(request, evaluation, form)
    try:
        evaluations.compare_others(evaluation.edit_key, is_wide=is_wide)
    except evaluations.AlreadyFinishedError:
        return already_finished(request, evaluations.owned(evaluation.edit_key))
    evaluations.describe(evaluation.edit_key, title=form.cleaned_data["title"], note=evaluation.note)
    return redirect(f"{evaluation.check_url()}#candidates")


def finished(request: HttpRequest, evaluation: Evaluation, form: FinishForm) -> HttpResponse:
    """Finish, and go to the result; say what is in the way if something is."""
    if form.is_valid():
        try:
            return redirect(evaluations.finish(evaluation.edit_key, form.cleaned_data["title"]).result_url())
        except evaluations.NothingToRecommendError as error:
            form.add_error(None, str(error))
    return check_answers_page(request, evaluation, form)


def check_answers_page(request: HttpRequest, evaluation: Evaluation, form: FinishForm) -> HttpResponse:
    catalogue, answers = evaluation.catalogue, evaluation.answers
    context = {
        "evaluation": evaluation,
        "form": form,
        "lines": answer_lines(catalogue, answers),
        "upcoming": evaluations.upcoming_question(evaluation),
        "candidates": candidates_in(evaluation.edition, is_wide=evaluation.is_wide),
        "outlook": so_far(evaluation)[2],
        "adjustments": adjustments(catalogue, answers, evaluation.what_if),
        "origin_url": evaluation.origin.result_url() if evaluation.origin else "",
        "owner_url": absolute(evaluation.owner_url()),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "questionnaire/check.html", context, status=status)


def where_to_go_on(evaluation: Evaluation, *, after: Question | None = None) -> str:
    """Return the address of the question to ask next, else of the check page; when finished, of the result."""
    if evaluation.is_finished:
        return evaluation.result_url()
    upcoming = evaluations.upcoming_question(evaluation, after=after)
    return evaluation.question_url(upcoming.slug) if upcoming else evaluation.check_url()


def not_asked(request: HttpRequest, evaluation: Evaluation, catalogue: Catalogue, asked: Question) -> HttpResponse:
    """Say that other answers hide a question; nothing was saved."""
    conditions = [
        (catalogue.question_of[condition.question], catalogue.question_of[condition.question].choice(condition.choice))
        for condition in asked.ask_if
        if condition.question in catalogue.question_of
    ]
    context = {"question": asked, "conditions": conditions, "go_on": where_to_go_on(evaluation)}
    return TemplateResponse(request, "questionnaire/not_asked.html", context, status=404)


def already_finished(request: HttpRequest, evaluation: Evaluation) -> HttpResponse:
    """Say that an evaluation is finished: the result stays as it is."""
    status = 409 if request.method == "POST" else 200
    return TemplateResponse(request, "questionnaire/finished.html", {"evaluation": evaluation}, status=status)
