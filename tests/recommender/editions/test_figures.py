"""Figures of an edition: made once, by `prepare` or in the background, and found by every process."""

from threading import Event

import pytest
from django.core.cache import caches
from django.core.management import call_command

from recommender.editions import figures
from recommender.editions.current import contributions_of, current_edition
from recommender.editions.figures import ShownNeutrality, kept_neutrality, make_figures, newest_neutrality
from recommender.engine.simulation.neutrality import neutrality
from recommender.models import Criterion, Framework

# As it is before the tests take it away.
in_background = figures.in_background


def forget():
    """As in another process: nothing is in memory."""
    figures._kept.forget()


def test_what_is_made_is_found_by_every_process(edition, no_background):
    make_figures(edition)
    assert kept_neutrality(edition) == neutrality(contributions_of(edition))
    forget()
    assert kept_neutrality(edition) == neutrality(contributions_of(edition))
    assert no_background == []


def test_it_is_made_once(edition, monkeypatch):
    make_figures(edition)
    monkeypatch.setattr(figures, "neutrality", None)
    forget()
    make_figures(edition)
    assert kept_neutrality(edition)


def test_who_asks_first_begins_it_and_nobody_else_does_for_a_while(edition, no_background):
    assert kept_neutrality(edition) is None
    forget()
    assert kept_neutrality(edition) is None
    assert len(no_background) == 1
    caches[figures.CACHE].delete(f"{figures._key(edition, is_wide=True)}-begun")  # as after a minute
    assert kept_neutrality(edition) is None
    assert len(no_background) == 2
    no_background[0]()
    assert kept_neutrality(edition)


def test_the_best_known_have_figures_of_their_own_if_there_are_others(loaded):
    make_figures(current_edition())
    assert kept_neutrality(current_edition(), is_wide=False) is kept_neutrality(current_edition())
    django = Framework.objects.get(slug="django")
    django.best_known = False
    django.save()
    make_figures(current_edition())
    assert list(kept_neutrality(current_edition(), is_wide=False).parts) == ["flask", "fastapi"]
    assert len(kept_neutrality(current_edition()).parts) == 3


def edited():
    """The next edition, of which there are no figures."""
    criterion = Criterion.objects.get(slug="graphql")
    criterion.weight += 1
    criterion.save()
    return current_edition()


def test_until_they_are_made_there_are_those_of_the_edition_before(loaded, no_background):
    first = current_edition()
    make_figures(first)
    before = neutrality(contributions_of(first))
    assert newest_neutrality(first) == ShownNeutrality(first, before)
    second, third = edited(), edited()
    assert newest_neutrality(third) == ShownNeutrality(first, before)
    assert newest_neutrality(third, is_wide=False) == ShownNeutrality(first, before), "all are best known in both"
    assert len(no_background) == 1
    assert kept_neutrality(third) is None
    no_background[0]()
    assert newest_neutrality(third) == ShownNeutrality(third, neutrality(contributions_of(third)))
    assert newest_neutrality(second) == ShownNeutrality(third, neutrality(contributions_of(third)))


def test_of_the_very_first_edition_there_is_nothing_until_they_are_made(edition):
    assert newest_neutrality(edition) is None


def test_what_is_kept_of_an_earlier_edition_may_be_gone(loaded, no_background):
    first = current_edition()
    make_figures(first)
    caches[figures.CACHE].delete(figures._key(first, is_wide=True))
    forget()
    assert newest_neutrality(edited()) is None
    assert len(no_background) == 1


def test_where_there_is_nothing_to_compare_nothing_is_made(loaded, monkeypatch):
    Framework.objects.exclude(slug="flask").delete()
    monkeypatch.setattr(figures, "neutrality", None)
    make_figures(current_edition())


@pytest.mark.django_db
def test_prepare_makes_them(no_background):
    call_command("prepare")
    assert kept_neutrality(current_edition())
    assert kept_neutrality(current_edition(), is_wide=False)
    assert no_background == []


def test_the_background_is_another_thread_whose_connections_are_closed(monkeypatch):
    done, closed = Event(), Event()
    monkeypatch.setattr(figures.connections, "close_all", closed.set)
    in_background(done.set)
    assert done.wait(10)
    assert closed.wait(10)
