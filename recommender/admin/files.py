"""The catalogue as files: downloaded as they stand, uploaded with a look at what they would do before they do it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from recommender.admin.editing import OPENED_ON, editing_of
from recommender.admin.submission import key_of_user, number_in, reason_context, reason_in
from recommender.admin_site import editors_page, render_page
from recommender.editions.bases import leave_aside, remember_loaded, waiting
from recommender.editions.current import ChangedMeanwhileError, changing_alone
from recommender.editions.merging import ToldConflict
from recommender.editions.stored import EditionError, stored_catalogue
from recommender.engine.phrases import fault_list
from recommender.files.folder import CatalogueFileError, size
from recommender.files.origin import files_now
from recommender.files.pending import Pending, dry_run, load_pending, open_conflicts
from recommender.files.plan import Load, Way
from recommender.files.upload import FILE_FORMATS, GREATEST_SIZE, read_upload

FILES_TITLE = "Files"
SHIPPED_SOURCE = "the newer catalogue of the program"
PENDING = "pending"
WAY = "way"
"""The button that settles conflicts; its values are of `Way`."""
ROOM_FOR_OTHER_FIELDS = 10_000  # bytes
TOO_OLD = "It is over four hours since you looked at what loading does. Upload the file again."
SPOILT = "What came back with this form is not what the dry run put into it. Upload the file again."


class UploadForm(forms.Form):
    file = forms.FileField(
        label="A zip or a YAML file",
        # `read_upload` says that it is empty, with the name of the file as in all faults.
        allow_empty_file=True,
        max_length=100,
        widget=forms.FileInput(attrs={"accept": ".zip,.yaml,.yml", "aria-describedby": "upload-help"}),
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > GREATEST_SIZE:
            raise forms.ValidationError(f"{upload.name}: is larger than {GREATEST_SIZE // 1_000_000} MB")
        return upload


@editors_page(
    "files/",
    name="files",
    title=FILES_TITLE,
    permission="recommender.view_framework",
    about="download the whole catalogue, or upload one and see what it would change before it does",
)
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return files_page(request)
    if not request.user.has_perm("recommender.replace_catalogue"):
        raise PermissionDenied
    try:
        return go_on(request) if PENDING in request.POST else look_at_upload(request)
    except CatalogueFileError as error:
        return files_page(request, error.faults)


@editors_page(
    "files/catalogue.<slug:kind>", name="download", title=FILES_TITLE, permission="recommender.view_framework"
)
@require_safe
def download_catalogue(request: HttpRequest, kind: str) -> HttpResponse:
    """Send the catalogue as it stands, drafts included, and keep it as the base of what comes back."""
    if kind not in FILE_FORMATS:
        raise Http404("There is no download of this kind.")
    name = f"catalogue-{timezone.localdate()}.{kind}"
    files = files_now()
    made = FILE_FORMATS[kind].made_of(files.catalogue, files.origin)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type=FILE_FORMATS[kind].content_type, headers=headers)


def look_at_upload(request: HttpRequest) -> HttpResponse:
    """Show what loading an uploaded file would do. Errors: CatalogueFileError."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        raise CatalogueFileError([str(reason) for reason in form.errors["file"]])
    upload = form.cleaned_data["file"]
    files = read_upload(upload.name, upload.read())
    return dry_run_page(request, Pending(Load(files.catalogue, upload.name, files.origin)))


def go_on(request: HttpRequest) -> HttpResponse:
    """Show what loading would do with conflicts settled, or load what was looked at. Errors: CatalogueFileError."""
    try:
        pending = Pending.opened(request.POST[PENDING])
        if WAY in request.POST:
            return dry_run_page(request, replace(pending, way=Way(request.POST[WAY])))
    except signing.SignatureExpired:
        return files_page(request, [TOO_OLD])
    # Not sealed here, or by another version of the site; or a way that there is not.
    except (signing.BadSignature, ValueError):
        return files_page(request, [SPOILT])
    return load_now(request, pending)


def load_now(request: HttpRequest, pending: Pending) -> HttpResponse:
    """Load what was looked at before, unless the catalogue has changed since. Errors: CatalogueFileError."""
    load = pending.load
    try:
        if (opened_on := number_in(request, OPENED_ON)) is None:
            raise ChangedMeanwhileError
        edition = load_pending(pending, key_of_user(request), reason_in(request), opened_on=opened_on)
    # Shown again with what it would do now, so that loading is one more press and not one more upload.
    except ChangedMeanwhileError:
        return dry_run_page(request, pending, is_fresh=True)
    messages.success(request, f"Loaded {load.source}: {size(load.catalogue)}. Visitors get edition {edition.number}.")
    return redirect("admin:files")


@editors_page("files/shipped/", name="shipped", title=FILES_TITLE, permission="recommender.replace_catalogue")
@require_http_methods(["GET", "HEAD", "POST"])
def shipped(request: HttpRequest) -> HttpResponse:
    """Show what the newer catalogue that the program ships would change here; a POST leaves it aside."""
    base = waiting()
    if base is None:
        messages.info(request, "No newer catalogue of the program waits: the last one is decided.")
        return redirect("admin:files")
    if request.method == "POST":
        with changing_alone():
            leave_aside(base)
        messages.success(request, "The catalogue stays as it is. You are asked again when the program ships another.")
        return redirect("admin:files")
    try:
        return dry_run_page(request, Pending(Load(stored_catalogue(base), SHIPPED_SOURCE, is_shipped=True)))
    except (CatalogueFileError, EditionError) as error:
        return files_page(request, str(error).splitlines())


def files_page(request: HttpRequest, faults: Sequence[str] = ()) -> HttpResponse:
    """Show what can be downloaded, and a form to upload; with what is wrong with what was uploaded."""
    context = {
        "formats": FILE_FORMATS,
        "upload_form": UploadForm(),
        "may_load": request.user.has_perm("recommender.replace_catalogue"),
        "faults": fault_list(faults),
        "limit": GREATEST_SIZE // 1_000_000,
    }
    return render_page(request, "admin/files.html", FILES_TITLE, context, status=422 if faults else 200)


def dry_run_page(request: HttpRequest, pending: Pending, *, is_fresh: bool = False) -> HttpResponse:
    """Show what loading would do, and the button that does it; `is_fresh` if the catalogue changed since the last look.

    Conflicts are shown first, and asked about. Errors: CatalogueFileError if the database refuses the catalogue, if it
    breaks rules once it is merged, or if it is too large to travel in a form.
    """
    editing = editing_of(request)  # before the rows are read: a change in between is then noticed
    load = pending.load
    framed = {"load": load, "pending": sealed(pending), "is_fresh": is_fresh, "editing": editing}
    status = 409 if is_fresh else 200
    if conflicts := open_conflicts(pending):
        return conflicts_page(request, conflicts, framed, status=status)
    found = dry_run(pending)
    if found is None:
        if load.is_shipped:  # settled, without anything to load
            remember_loaded(load.catalogue, is_shipped=True)
        messages.info(request, f"The catalogue says already what {load.source} says: there is nothing to load.")
        return redirect("admin:files")
    context = {**framed, "found": found, "differences": found.edits, **reason_context(request)}
    title = f"What loading {load.source} would do"
    return render_page(request, "admin/files_dry_run.html", title, context, status=status)


def conflicts_page(
    request: HttpRequest, conflicts: Sequence[ToldConflict], framed: dict[str, Any], *, status: int
) -> HttpResponse:
    """Show what a file and the editors changed differently, and ask which shall hold."""
    context = {**framed, "conflicts": conflicts, "editors": Way.EDITORS.value, "files": Way.FILES.value}
    title = f"What {framed['load'].source} and editors both changed"
    return render_page(request, "admin/files_conflicts.html", title, context, status=status)


def sealed(pending: Pending) -> str:
    """Return what is pending as the form carries it. Errors: CatalogueFileError, if it is too large for that."""
    text = pending.sealed()
    # Told now: Django would refuse the form that carries it, without saying why.
    if len(text) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE - ROOM_FOR_OTHER_FIELDS:
        source = pending.load.source
        raise CatalogueFileError([f"{source}: is too large to be loaded here; use “manage.py load_catalogue”"])
    return text
