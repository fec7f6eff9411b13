"""The form of a persona: a field for each question, as the questionnaire asks it, drafts included. No HTTP."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from recommender.admin.catalogue_forms import CatalogueForm
from recommender.editions.serialisation import ANSWERS, plain
from recommender.engine.interview import asked_questions, options
from recommender.engine.types import NONE_OF_THESE, Answer, Answers, Catalogue, Importance, Question
from recommender.labels import label_of
from recommender.models import Persona

ANSWER, IMPORTANCE, GONE = "answer-", "importance-", "gone"
NOT_ANSWERED = ("", "Not answered")
IMPORTANCES = [(importance.value, label_of(importance)) for importance in Importance]
TICKED = forms.CheckboxSelectMultiple(attrs={"class": "ticked"})


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that a persona chose for a question (its slug) and that cannot be chosen any more."""

    question: str
    chosen: str
    words: str

    @property
    def key(self) -> str:
        return f"{self.question} {self.chosen}"


class PersonaForm(CatalogueForm):
    """A persona whose answers are picked. `persona_form` makes one for a questionnaire."""

    questionnaire: ClassVar[Catalogue]

    gone = forms.MultipleChoiceField(
        required=False, widget=TICKED, label="Keep", help_text="What is not ticked is removed when you save."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = stored_answers(self.instance)
        self.gone_before = list(gone_answers(self.questionnaire, self.stored))
        self.answers: dict[str, Answer] = {}
        self.initial = {**initial_answers(self.questionnaire, self.stored), **self.initial}
        self.initial[GONE] = [item.key for item in self.gone_before]
        if self.gone_before:
            self.fields[GONE].choices = [(item.key, item.words) for item in self.gone_before]  # type: ignore[attr-defined]
        else:
            del self.fields[GONE]

    def clean(self) -> dict[str, Any] | None:
        """Refuse a persona without answers; which answers are possible, the rules of the catalogue say."""
        cleaned = super().clean()
        self.answers = {
            question.slug: answer for question in asked(self.questionnaire) if (answer := self.given(question))
        }
        kept = self.cleaned_data.get(GONE, [])
        for item in self.gone_before:
            if item.key in kept:
                self.keep(item)
        if not self.answers and not self.errors:
            raise ValidationError("Answer at least one question: without an answer nobody can lead.")
        return cleaned

    def given(self, question: Question) -> Answer | None:
        """Return the answer that was picked; nothing if it was not answered."""
        picked = self.cleaned_data.get(ANSWER + question.slug)
        if not picked:
            return None
        chosen = tuple(picked) if question.familiarity else (picked,)
        return Answer(
            chosen=chosen, importance=Importance(self.cleaned_data.get(IMPORTANCE + question.slug) or "normal")
        )

    def keep(self, item: Gone) -> None:
        """Keep what cannot be chosen any more, unless another answer was given in its place."""
        question, answer = self.questionnaire.question_of.get(item.question), self.answers.get(item.question)
        if answer is None:
            self.answers[item.question] = replace(self.stored[item.question], chosen=(item.chosen,))
        # Another choice has taken its place, unless several can be made.
        elif (question is None or question.familiarity) and NONE_OF_THESE not in answer.chosen:
            self.answers[item.question] = replace(answer, chosen=(*answer.chosen, item.chosen))

    def save(self, commit: bool = True) -> Persona:
        self.instance.answers = plain(ANSWERS, self.answers)
        saved: Persona = super().save(commit)
        return saved

    @property
    def removed(self) -> list[str]:
        """Return what could not be chosen any more and is no longer kept, in words."""
        return [
            item.words
            for item in self.gone_before
            if item.question not in self.answers or item.chosen not in self.answers[item.question].chosen
        ]

    @property
    def unasked(self) -> list[str]:
        """The questions that are answered but not asked, because of the other answers."""
        asked_now = asked_questions(self.questionnaire, self.answers)
        return [
            question.text
            for question in self.questionnaire.questions
            if question.slug in self.answers and question not in asked_now
        ]


def persona_form(questionnaire: Catalogue) -> type[PersonaForm]:
    """Return the form of a persona who answers this questionnaire."""
    fields: dict[str, object] = {}
    for question in asked(questionnaire):
        fields[ANSWER + question.slug] = answer_field(questionnaire, question)
        fields[IMPORTANCE + question.slug] = persona_importance(question)
    # A class for each request: Django's admin asks a form's class for its fields, and they follow the questions.
    return type("PersonaForm", (PersonaForm,), {"questionnaire": questionnaire, **fields})


def asked(questionnaire: Catalogue) -> list[Question]:
    """Return the questions to which there is something to answer."""
    return [question for question in questionnaire.questions if options(questionnaire, question)]


def answer_field(questionnaire: Catalogue, question: Question) -> forms.Field:
    label = question.text if question.published else f"{question.text} (draft)"
    drafts = {item.slug for item in questionnaire.frameworks if not item.published} if question.familiarity else set()
    choices = [
        (option.slug, f"{option.text} (draft)" if option.slug in drafts else option.text)
        for option in options(questionnaire, question)
    ]
    if question.familiarity:
        about = f"{condition_in_words(questionnaire, question)} Nothing ticked: not answered.".strip()
        return forms.MultipleChoiceField(choices=choices, required=False, widget=TICKED, label=label, help_text=about)
    return forms.ChoiceField(
        choices=[NOT_ANSWERED, *choices],
        required=False,
        label=label,
        help_text=condition_in_words(questionnaire, question),
    )


def persona_importance(question: Question) -> forms.Field:
    """Return the field for how much an answer counts; its name says which, for who does not see where it stands."""
    widget = forms.Select(attrs={"aria-label": f"Importance: {question.text}"})
    return forms.ChoiceField(
        choices=IMPORTANCES, required=False, initial=Importance.NORMAL.value, label="Importance", widget=widget
    )


def condition_in_words(questionnaire: Catalogue, question: Question) -> str:
    """Return the words for when a question is asked; nothing if it always is."""
    if not question.ask_if:
        return ""
    texts: dict[str, list[str]] = {}
    for condition in question.ask_if:
        gate = questionnaire.question_of[condition.question]
        choice = gate.choice(condition.choice)
        texts.setdefault(gate.text, []).append(f"“{choice.text if choice else condition.choice}”")
    parts = [f"{' or '.join(met)} to “{gate}”" for gate, met in texts.items()]
    return f"Asked only after {', or '.join(parts)}."


def stored_answers(persona: Persona) -> dict[str, Answer]:
    return ANSWERS.validate_python(persona.answers or {})


def initial_answers(questionnaire: Catalogue, stored: Answers) -> dict[str, Any]:
    """Return what a form shows of stored answers; what cannot be chosen any more is not among it."""
    initial: dict[str, Any] = {}
    for question in asked(questionnaire):
        answer = stored.get(question.slug)
        if answer is None or answer.is_skip:
            continue
        offered = {option.slug for option in options(questionnaire, question)}
        chosen = [slug for slug in answer.chosen if slug in offered]
        initial[ANSWER + question.slug] = chosen if question.familiarity else next(iter(chosen), "")
        initial[IMPORTANCE + question.slug] = answer.importance.value
    return initial


def gone_answers(questionnaire: Catalogue, stored: Answers) -> Iterator[Gone]:
    """Return what of stored answers cannot be chosen any more."""
    for slug, answer in stored.items():
        question = questionnaire.question_of.get(slug)
        offered = {option.slug for option in options(questionnaire, question)} if question else set()
        about = f"“{question.text}”" if question else f"“{slug}” (there is no such question)"
        for chosen in answer.chosen:
            if chosen not in offered:
                reason = " (there is no such choice)" if question else ""
                yield Gone(slug, chosen, f"“{chosen}”{reason} to {about}")


def answers_in_words(questionnaire: Catalogue, answers: Answers) -> list[tuple[str, str]]:
    """Return questions and what was answered to them, by slug where the questionnaire does not know it."""
    told = []
    for slug, answer in answers.items():
        question = questionnaire.question_of.get(slug)
        text_of = {option.slug: option.text for option in options(questionnaire, question)} if question else {}
        chosen = ", ".join(text_of.get(item, item) for item in answer.chosen) or "skipped"
        importance = "" if answer.importance is Importance.NORMAL else f" ({label_of(answer.importance).lower()})"
        told.append((question.text if question else slug, chosen + importance))
    return told
