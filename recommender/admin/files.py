"""The catalogue as files: downloaded as they stand, uploaded with a look at what they would do before they do it."""

from collections.abc import Sequence
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
from recommender.editions.current import ChangedMeanwhileError
from recommender.editions.from_rows import read_catalogue
from recommender.engine.phrases import fault_list
from recommender.engine.types import Catalogue
from recommender.files.folder import CatalogueFileError, size
from recommender.files.load import Pending, dry_run, load_upload
from recommender.files.upload import FILE_FORMATS, GREATEST_SIZE, read_upload

FILES_TITLE = "Files"
PENDING = "pending"
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
        return load_pending(request) if PENDING in request.POST else look_at_upload(request)
    except CatalogueFileError as error:
        return files_page(request, error.faults)


@editors_page(
    "files/catalogue.<slug:kind>", name="download", title=FILES_TITLE, permission="recommender.view_framework"
)
@require_safe
def download_catalogue(request: HttpRequest, kind: str) -> HttpResponse:
    """Send the catalogue as it stands, drafts included."""
    if kind not in FILE_FORMATS:
        raise Http404("There is no download of this kind.")
    name = f"catalogue-{timezone.localdate()}.{kind}"
    made = FILE_FORMATS[kind].made_of(read_catalogue(include_drafts=True))
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type=FILE_FORMATS[kind].content_type, headers=headers)


def look_at_upload(request: HttpRequest) -> HttpResponse:
    """Show what loading an uploaded file would do. Errors: CatalogueFileError."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        raise CatalogueFileError([str(reason) for reason in form.errors["file"]])
    upload = form.cleaned_data["file"]
    return dry_run_page(request, read_upload(upload.name, upload.read()), upload.name)


def load_pending(request: HttpRequest) -> HttpResponse:
    """Load what was looked at before, unless the catalogue has changed since. Errors: CatalogueFileError."""
    try:
        pending = Pending.opened(request.POST[PENDING])
    except signing.SignatureExpired:
        return files_page(request, [TOO_OLD])
    except (signing.BadSignature, ValueError):  # not sealed here, or by another version of the site
        return files_page(request, [SPOILT])
    try:
        if (opened_on := number_in(request, OPENED_ON)) is None:
            raise ChangedMeanwhileError
        edition = load_upload(pending, key_of_user(request), reason_in(request), opened_on=opened_on)
    # Shown again with what it would do now, so that loading is one more press and not one more upload.
    except ChangedMeanwhileError:
        return dry_run_page(request, pending.catalogue, pending.source, is_fresh=True)
    messages.success(
        request, f"Loaded {pending.source}: {size(pending.catalogue)}. Visitors get edition {edition.number}."
    )
    return redirect("admin:files")


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


def dry_run_page(request: HttpRequest, catalogue: Catalogue, source: str, *, is_fresh: bool = False) -> HttpResponse:
    """Show what loading would do, and the button that does it; `is_fresh` if the catalogue changed since the last look.

    Errors: CatalogueFileError if the database refuses the catalogue, or if it is too large to travel in a form.
    """
    editing = editing_of(request)  # before the rows are read: a change in between is then noticed
    found = dry_run(catalogue, source)
    if found is None:
        messages.info(request, f"The catalogue says already what {source} says: there is nothing to load.")
        return redirect("admin:files")
    pending = found.pending.sealed()
    # Told now: Django would refuse the form that carries it, without saying why.
    if len(pending) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE - ROOM_FOR_OTHER_FIELDS:
        raise CatalogueFileError([f"{source}: is too large to be loaded here; use “manage.py load_catalogue”"])
    context = {
        "found": found,
        "differences": found.edits,
        "pending": pending,
        "is_fresh": is_fresh,
        "editing": editing,
    }
    title, status = f"What loading {source} would do", 409 if is_fresh else 200
    return render_page(
        request, "admin/files_dry_run.html", title, {**context, **reason_context(request)}, status=status
    )
