"""A Django project in one file, as bare as one can be: what the site is compared with."""

import os

from django.conf import settings
from django.contrib import admin
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    # The usual five, and the apps of a new project: for what a worker costs before it serves anything.
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)

PAGE = b"<!doctype html><title>A page</title><p>" + b"Always the same few words. " * 150
"""About as long as the home page is when it is compressed."""


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE)


application = get_wsgi_application()  # it loads the apps, without which there is no admin
urlpatterns = [path("", page), path("admin/", admin.site.urls)]
