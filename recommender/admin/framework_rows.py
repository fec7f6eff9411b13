"""The rows on a framework's page: new evidence, a rating on every criterion that cites it, readings and known users."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator

from recommender.admin.catalogue_forms import CatalogueForm, CatalogueInlineRows
from recommender.admin.widgets import EDITOR_FIELDS, FlatSelectMultiple, KeptLinks, ManyRows
from recommender.engine.types import RatingMethod
from recommender.hidden_fields import MOST_ROWS
from recommender.models import Criterion, Evidence, Framework, KnownUser, Rating, Reading

OWN_EVIDENCE_LETTERS = 70


class PrefilledForm(CatalogueForm):
    """A row that is left out as long as it holds nothing but what was filled in for the editor."""

    prefilled: str

    def has_changed(self) -> bool:
        # By the field, not by its value: when the form comes back, what is filled in may be another day or criterion.
        if self.instance.pk:
            return super().has_changed()
        return any(name != self.prefilled for name in self.changed_data)


class NewRows(CatalogueInlineRows):
    """Rows of which some may be new. Whether there is such a row already, Django asks of those on the page only."""

    def clean(self) -> None:
        super().clean()
        for form in self.extra_forms:
            if self.instance.pk and form.has_changed() and not form.errors:
                try:
                    form.instance.validate_constraints()
                except ValidationError as error:
                    form.add_error(None, error)


class NewEvidenceForm(PrefilledForm):
    prefilled = "checked"


class EvidenceInline(admin.StackedInline):
    """Adds evidence. What is there already is at the evidence desk, or the page would have fifty more rows."""

    model = Evidence
    form = NewEvidenceForm
    formset = NewRows
    fields = (("key", "kind"), "statement", ("source", "url"), ("published", "checked"))
    formfield_overrides = EDITOR_FIELDS
    can_delete = False
    max_num = MOST_ROWS
    verbose_name = "piece of evidence"
    verbose_name_plural = "new evidence"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return super().get_queryset(request).none()

    def get_extra(self, request: HttpRequest, obj: Framework | None = None, **kwargs: Any) -> int:
        return 1 if obj else 2

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == NewEvidenceForm.prefilled:
            kwargs["initial"] = timezone.localdate
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class OwnEvidenceField(forms.TypedMultipleChoiceField):
    """Some of a framework's evidence. All rows offer the same, which is read once."""

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        row_of = {str(item.pk): item for item in evidence}
        super().__init__(
            choices=[
                (pk, Truncator(f"{item.key}: {item.statement}").chars(OWN_EVIDENCE_LETTERS))
                for pk, item in row_of.items()
            ],
            # By key among those offered, without a query; the choices have been checked by then.
            coerce=row_of.__getitem__,
            required=False,
            widget=FlatSelectMultiple(attrs={"size": 4}),
            help_text="Hold Ctrl to choose several. Without any, the rating reaches no visitor.",
        )

    def prepare_value(self, value: Any) -> list[Any]:
        return [getattr(item, "pk", item) for item in value or ()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def rated_by_editors() -> QuerySet[Criterion]:
    return Criterion.objects.exclude(method=RatingMethod.ANSWER.value)


class CitingForm(CatalogueForm):
    """A rating that cites some of its framework's evidence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        evidence: Any = self.fields["evidence"]
        chosen = {str(pk) for pk in self["evidence"].value()}
        # What is chosen first, since the list shows four lines.
        evidence.choices = sorted(evidence.choices, key=lambda choice: choice[0] not in chosen)

    def clean_evidence(self) -> list[Evidence]:
        evidence: list[Evidence] = self.cleaned_data["evidence"]
        if self.initial.get("evidence") and not evidence:
            raise ValidationError("A rating that names evidence keeps at least one piece.")
        return evidence


class FrameworkRatingForm(PrefilledForm, CitingForm):
    prefilled = "criterion"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        criterion: Any = self.fields["criterion"]
        names = {str(value): label for value, label in criterion.choices}
        self.about = names.get(str(self.initial.get("criterion")), "another criterion")
        # Ratings of the time before phrases have none, and stay so until somebody changes them: see `clean_phrase`.
        self.fields["phrase"].required = not self.instance.pk or bool(self.instance.phrase)

    def clean_phrase(self) -> str:
        """Let a row of the time before phrases stay as it is; whoever changes it adds one."""
        phrase: str = self.cleaned_data["phrase"]
        if not phrase and self.has_changed():
            raise ValidationError("This field is required.")
        return phrase


class CitingInline(ManyRows, admin.TabularInline):
    """Ratings, each of which cites evidence of one framework."""

    fields = ("criterion", "value", "low", "high", "phrase", "rationale", "evidence")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("evidence")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_foreignkey(db_field, request, **{"queryset": rated_by_editors(), **kwargs})

    def citing_formset(
        self, formset: type[BaseInlineFormSet], framework: Framework | int | None
    ) -> type[BaseInlineFormSet]:
        """Return a table of forms that offers the evidence of a framework (a row or primary key; None: nothing)."""
        fields = formset.form.base_fields
        # Without its links, which make the table wide.
        fields["criterion"].widget = fields["criterion"].widget.widget
        fields["evidence"] = OwnEvidenceField(list(Evidence.objects.filter(framework=framework).order_by("key")))
        return formset


class RatingRows(NewRows):
    """A framework's ratings, and a row for each criterion that it is not rated on yet."""

    unrated: Sequence[Criterion] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial=[{"criterion": criterion.pk} for criterion in self.unrated], **kwargs)


class RatingInline(CitingInline):
    model = Rating
    form = FrameworkRatingForm
    formset = RatingRows
    show_change_link = True
    verbose_name_plural = "ratings: a row that you leave empty is left out"

    def view_on_site(self, rating: Rating) -> str | None:
        return rating.get_absolute_url() if rating.framework.published else None

    def get_formset(self, request: HttpRequest, obj: Framework | None = None, **kwargs: Any) -> type[BaseInlineFormSet]:
        # One empty row for each, so that the page shows what is missing.
        unrated = list(rated_by_editors().exclude(ratings__framework=obj))
        formset = super().get_formset(request, obj, extra=len(unrated), **kwargs)
        formset.unrated = unrated
        return self.citing_formset(formset, obj)


class SourceRows(NewRows):
    """Rows whose “Delete” says when that happens, as tables say it in the heading of its column."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if tick := form.fields.get(DELETION_FIELD_NAME):
            told = f"id_{form.add_prefix(DELETION_FIELD_NAME)}-help"
            tick.label = format_html('Delete <span id="{}">when you save</span>', told)
            tick.widget.attrs["aria-describedby"] = told


class SourceInline(KeptLinks, admin.StackedInline):
    """Rows that each name a source, drawn one below the other: titles and addresses are long."""

    form = CatalogueForm
    formset = SourceRows
    formfield_overrides = EDITOR_FIELDS
    classes = ("sources",)
    extra = 1  # without JavaScript, the only way to add a row
    max_num = MOST_ROWS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("framework")


class ReadingInline(SourceInline):
    model = Reading
    fields = (("title", "url"), ("published", "position"))
    verbose_name_plural = "further reading: two sources beside the tutorial"


class KnownUserInline(SourceInline):
    model = KnownUser
    fields = (("name", "what"), ("source", "url"), ("published", "position"))
    verbose_name_plural = "known users: three, each with a source"
