"""The accounts and roles, for superusers: Django's own pages, without what editors do not need."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from recommender.admin.widgets import UsableAdmin

USER_HELP = {
    "first_name": "Greets them at the top of the page; may stay empty.",
    "last_name": "May stay empty.",
    "email": "How to reach them; may stay empty. The site sends no e-mail.",
    "is_staff": "Without it, they cannot sign in here.",
    "groups": "Editor: keeps the whole catalogue, and accepts what visitors propose. Reviewer: answers disputes and "
    "proposals, and checks evidence. Viewer: only reads.",
}
GROUP_HELP = {"name": "The role’s name.", "permissions": "What everybody in this role may do."}

# Django's own app registers both; a model cannot be registered twice.
admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class PersonAdmin(UsableAdmin, UserAdmin):
    list_display = ("username", "first_name", "last_name", "is_active", "is_staff", "is_superuser")
    fieldsets = (
        (None, {"fields": ("username", "password", "is_active")}),
        ("What they may do", {"fields": ("is_staff", "groups", "is_superuser")}),
        ("About them", {"fields": ("first_name", "last_name", "email", "last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if help_text := USER_HELP.get(db_field.name):
            kwargs["help_text"] = help_text
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Group)
class RoleAdmin(UsableAdmin, GroupAdmin):  # type: ignore[misc]  # what is given to one method, the other hands on
    filter_horizontal = ()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if help_text := GROUP_HELP.get(db_field.name):
            kwargs["help_text"] = help_text
        return super().formfield_for_dbfield(db_field, request, **kwargs)
