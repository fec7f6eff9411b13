"""The admin's pages as a browser uses them: their addresses, what they send back, and what can be read on them."""

from django.urls import reverse
from django.utils.html import strip_tags


def add(model, **query):
    return reverse(f"admin:recommender_{model._meta.model_name}_add", query=query or None)


def listed(model):
    return reverse(f"admin:recommender_{model._meta.model_name}_changelist")


def address(row, page="change"):
    return reverse(f"admin:recommender_{row._meta.model_name}_{page}", args=[row.pk])


def form_data(response):
    """What the browser would send back if nothing were changed on an admin page."""
    context = response.context
    forms = [context["adminform"].form] if "adminform" in context else []
    formsets = [inline.formset for inline in context.get("inline_admin_formsets", [])]
    if "cl" in context and context["cl"].formset:
        formsets.append(context["cl"].formset)
    for formset in formsets:
        forms += [formset.management_form, *formset.forms]
    data = {"_opened_on": context["editing"].number} if "editing" in context else {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is None or value is False:
                continue
            data[bound.html_name] = value
    return data


def save(client, url, **changes):
    """Change some fields of an admin page and save it; the page that comes after it."""
    data = form_data(client.get(url)) | changes
    return client.post(url, {name: value for name, value in data.items() if value is not None}, follow=True)


def row_of(data, row, formset="form"):
    """The prefix of a row's fields among the data of a page with many rows."""
    identities = [name for name, value in data.items() if name.endswith("-id") and value == row.pk]
    return next(name for name in identities if name.startswith(formset)).removesuffix("id")


def errors(response):
    assert response.status_code == 200
    return response.content.decode().replace("&#x27;", "'").replace("&quot;", '"')


def text(page):
    return " ".join(strip_tags(page.content.decode()).replace("&#x27;", "'").replace("&nbsp;", " ").split())
