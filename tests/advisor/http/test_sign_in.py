"""Signing in as an editor: whoever guesses is stopped, and nobody else is."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib import import_module
from time import sleep
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings as site_settings
from django.contrib.auth import authenticate
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.test import Client
from django.urls import reverse

from advisor.models import SignInTries
from advisor.pages.privacy import SIGN_IN
from advisor.urls import admin_route, urlpatterns

PASSWORD = "correct horse battery staple"
LIMIT, SECONDS = site_settings.LIMITS["sign-in"]


@pytest.fixture(autouse=True)
def editor(db):
    return User.objects.create_user("Ada", password=PASSWORD, is_staff=True)


def sign_in(password, username="Ada", client=None, **headers):
    credentials = {"username": username, "password": password}
    return (client or Client()).post(reverse("admin:login"), credentials, **headers)


def guess(times=LIMIT, **headers):
    return [sign_in(f"guess {number}", **headers).status_code for number in range(times)]


def is_in(response):
    return response.status_code == 302 and "sessionid" in response.cookies


def wait(minutes):
    """Let time pass: what has happened is so much longer ago."""
    SignInTries.objects.update(forgotten_at=F("forgotten_at") - timedelta(minutes=minutes))


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_a_link_that_leads_elsewhere_leads_to_the_home_page(elsewhere):
    credentials = {"username": "Ada", "password": PASSWORD, "next": elsewhere}
    assert Client().post(reverse("admin:login"), credentials).url == reverse("admin:index")


def test_the_right_password_lets_in_and_leaves_no_trace():
    assert is_in(sign_in(PASSWORD))
    assert not SignInTries.objects.exists()


def test_guessing_is_stopped_and_the_right_password_is_refused_while_it_is():
    assert guess() == [200, 200, 200, 200, 429]
    refused = sign_in(PASSWORD)
    assert refused.status_code == 429
    assert "sessionid" not in refused.cookies
    page = refused.content.decode()
    assert "Too many wrong passwords" in page
    assert "Try again in 15 minutes." in page
    assert refused["Retry-After"] == "900"


def test_after_the_quarter_of_an_hour_the_right_password_lets_in():
    guess()
    wait(14)
    assert "Try again in 1 minute." in sign_in(PASSWORD).content.decode()
    wait(1)
    assert is_in(sign_in(PASSWORD))
    assert not SignInTries.objects.exists()


def test_who_keeps_trying_while_locked_out_does_not_wait_longer():
    guess()
    wait(14)
    assert guess(3) == [429] * 3
    assert SignInTries.objects.get().tries == LIMIT
    wait(1)
    assert is_in(sign_in(PASSWORD))


@pytest.mark.parametrize(
    "disguise",
    [
        lambda number: {"HTTP_X_FORWARDED_FOR": f"198.51.100.{number}"},
        lambda number: {"HTTP_X_REAL_IP": f"198.51.100.{number}", "HTTP_FORWARDED": f"for=198.51.100.{number}"},
        lambda number: {"HTTP_USER_AGENT": f"Browser {number}"},
        lambda number: {"username": f"user{number}"},
        lambda number: {"username": "aDa" if number % 2 else "ADA"},
        lambda number: {"REMOTE_ADDR": f"2001:db8:1:2:{number}::1"},
    ],
    ids=["forwarded", "other headers", "browsers", "user names", "letter case", "a network of one's own"],
)
def test_no_disguise_helps(disguise):
    statuses = [sign_in("guess", **disguise(number)).status_code for number in range(LIMIT)]
    assert statuses == [200] * (LIMIT - 1) + [429]
    assert sign_in(PASSWORD, **disguise(99) | {"username": "Ada"}).status_code == 429


def test_signing_in_forgets_the_failures_before():
    guess(LIMIT - 1)
    assert is_in(sign_in(PASSWORD))
    assert guess(LIMIT - 1) == [200] * (LIMIT - 1)


def test_others_are_not_affected():
    guess(REMOTE_ADDR="198.51.100.7")
    assert is_in(sign_in(PASSWORD, REMOTE_ADDR="198.51.100.8"))
    assert Client().get("/privacy/", REMOTE_ADDR="198.51.100.7").status_code == 200
    signed_in = Client()
    signed_in.force_login(User.objects.get())
    assert signed_in.get(reverse("admin:index"), REMOTE_ADDR="198.51.100.7").status_code == 200


def test_the_sign_in_form_is_locked_wherever_it_stands():
    """Every page of the admin shows it to strangers; only its own address takes passwords."""
    guess()
    asked = Client().post(reverse("admin:index"), {"username": "Ada", "password": PASSWORD})
    assert asked.url.startswith(reverse("admin:login"))
    assert asked.cookies.get("sessionid") is None


def test_of_a_failure_only_the_address_the_time_and_the_count_are_kept():
    sign_in(PASSWORD, username=PASSWORD, HTTP_USER_AGENT="My browser", HTTP_ACCEPT="text/html")
    sign_in("guess", username="Ada", HTTP_USER_AGENT="My browser")
    [kept] = SignInTries.objects.values()
    assert kept.keys() == SIGN_IN.keys()
    assert (kept["network"], kept["tries"]) == ("127.0.0.1", 2)


def test_an_upgrade_forgets_the_addresses_that_were_kept_before(db):
    forget = import_module("advisor.migrations.0007_sign_in_tries").forget_former
    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        forget(apps, editor)  # a new database, which has no such table
        cursor.execute("CREATE TABLE axes_accessattempt (ip_address varchar(40))")
        cursor.execute("INSERT INTO axes_accessattempt VALUES ('203.0.113.9')")
        forget(apps, editor)
        cursor.execute("SELECT count(*) FROM axes_accessattempt")
        assert cursor.fetchone() == (0,)


def test_the_log_names_nobody(caplog):
    guess(REMOTE_ADDR="198.51.100.7")
    assert "A network has used up its tries to sign in" in caplog.text
    assert "198.51.100.7" not in caplog.text
    assert "Ada" not in caplog.text


def test_old_failures_are_deleted_with_the_next_attempt_of_anybody():
    guess(2, REMOTE_ADDR="198.51.100.7")
    wait(15)
    guess(1, REMOTE_ADDR="198.51.100.8")
    assert SignInTries.objects.get().network == "198.51.100.8"


def test_whoever_runs_the_site_can_let_in_at_once(capsys):
    guess(REMOTE_ADDR="2001:db8:1:2::3")
    guess(1, REMOTE_ADDR="198.51.100.7")
    call_command("let_in")
    listed = capsys.readouterr().out
    assert "2001:db8:1:2::/64: 5, until " in listed
    assert "2001:db8:1::/48: 5, until " in listed
    call_command("let_in", "2001:db8:1:2::9")
    assert is_in(sign_in(PASSWORD, REMOTE_ADDR="2001:db8:1:2::3"))
    assert SignInTries.objects.get().network == "198.51.100.7"
    call_command("let_in", "--everybody")
    call_command("let_in")
    assert capsys.readouterr().out.endswith("Nobody has tried in vain.\n")
    with pytest.raises(CommandError, match="“Ada” is no IP address"):
        call_command("let_in", "Ada")


def test_a_wide_network_has_the_tries_of_ten():
    for number in range(10 * LIMIT):
        assert sign_in("guess", REMOTE_ADDR=f"2001:db8:1:{number:x}::1").status_code == (429 if number == 49 else 200)
    assert sign_in(PASSWORD, REMOTE_ADDR="2001:db8:1:ffff::1").status_code == 429
    assert is_in(sign_in(PASSWORD, REMOTE_ADDR="2001:db8:2::1"))


def test_who_guesses_alone_does_not_lock_out_the_wide_network():
    guess(20 * LIMIT, REMOTE_ADDR="2001:db8:1:2::3")
    assert is_in(sign_in(PASSWORD, REMOTE_ADDR="2001:db8:1:3::3"))


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_time_only_so_many_passwords_are_tried(monkeypatch):
    tried = []

    def slowly(self, request, username, password):
        tried.append(password)
        sleep(0.05)

    monkeypatch.setattr(ModelBackend, "authenticate", slowly)
    with ThreadPoolExecutor(16) as threads:
        statuses = list(threads.map(guess_in_a_thread, range(16)))
    assert len(tried) == LIMIT
    assert sorted(statuses)[LIMIT - 1 :] == [429] * 12


def guess_in_a_thread(number):
    try:
        return sign_in(f"guess {number}").status_code
    finally:
        connection.close()


def test_no_switch_lets_guess(settings):
    settings.LIMITS_ARE_ON = False
    assert guess()[-1] == 429


def test_a_program_on_this_machine_is_not_counted():
    for _ in range(2 * LIMIT):
        assert authenticate(username="Ada", password="guess") is None
    assert authenticate(username="Ada", password=PASSWORD)


def test_behind_a_proxy_who_guesses_is_who_the_proxy_saw(settings):
    settings.BEHIND_PROXY = 1
    statuses = [
        sign_in("guess", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}, 198.51.100.7").status_code for number in range(LIMIT)
    ]
    assert statuses[-1] == 429
    assert is_in(sign_in(PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.7, 198.51.100.8"))


@pytest.mark.parametrize(
    ("wanted", "route"),
    [("admin/", "admin/"), ("/office/catalogue", "office/catalogue/"), ("Back-Office_2", "Back-Office_2/")],
)
def test_the_address_of_the_admin_is_a_path(wanted, route):
    assert admin_route(wanted, urlpatterns[:-1]) == route


@pytest.mark.parametrize("wanted", ["", "/", "a//b", "<slug:x>/", "ad min", "admin?x", "../up", "https://a.example/"])
def test_what_is_no_path_is_refused(wanted):
    with pytest.raises(ImproperlyConfigured, match="must be a path such as “admin/”"):
        admin_route(wanted, urlpatterns[:-1])


@pytest.mark.parametrize("wanted", ["method/", "r/", "frameworks/editors", "api/", "advise/x/", "static/"])
def test_an_address_of_the_site_is_not_the_admins(wanted):
    with pytest.raises(ImproperlyConfigured, match="must not begin like another address"):
        admin_route(wanted, urlpatterns[:-1])


ELSEWHERE = """
import django; django.setup()
from django.test import Client
from django.urls import reverse
pages = ("/office/login/", "/office/", "/admin/login/")
print(reverse("admin:login"), *(Client().get(page).status_code for page in pages))
"""


def run_with(admin_path):
    """A process of its own with the admin elsewhere: what it wrote."""
    environment = {**os.environ, "ADMIN_PATH": admin_path, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.run(  # noqa: S603
        [sys.executable, "-W", "error", "-c", ELSEWHERE], env=environment, capture_output=True, text=True, check=False
    )


def test_the_admin_moves_with_the_setting():
    assert run_with("office").stdout.split() == ["/office/login/", "200", "302", "404"]
    assert "ImproperlyConfigured: ADMIN_PATH must not begin like another address" in run_with("privacy").stderr
