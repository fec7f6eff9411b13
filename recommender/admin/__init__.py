"""Editors' pages."""

from django.contrib import admin

from recommender.admin import editions, frameworks, questions  # noqa: F401  registers the pages

admin.site.site_header = "Framework Advisor: catalogue"
admin.site.site_title = "Framework Advisor"
admin.site.index_title = "Every change makes the next edition by itself; finished results keep theirs."
