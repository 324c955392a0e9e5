from django.apps import AppConfig
from django.db.models import BooleanField, ExpressionWrapper
from django.utils import timezone

from editorial import horizon, kinds
from editorial.pages import boxes


class EpisodesConfig(AppConfig):
    name = "episodes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Models, and what is made of them, can only be imported once all apps are loaded.
        from editorial import checks, search
        from people import groups
        from people.filters import CharacterFilter
        from people.models import Character, Person

        from . import schema
        from .boxes import appearances_of, credits_of, crew_roles_of, music_of, parts_of, portrayals_of
        from .checks import (
            find_missing_texts,
            find_wrong_lengths,
            find_wrong_numbers,
            find_wrong_totals,
            find_wrong_track_numbers,
        )
        from .filters import CHARACTER_FACETS
        from .models import (
            Album,
            Casting,
            Credit,
            CrewMember,
            Episode,
            Milestone,
            Season,
            Section,
            Track,
        )

        kinds.register(Album, Episode, Milestone, Season, Section)
        schema.register()
        for model in (Album, Episode, Milestone, Section):
            search.leave_out(model, "season")
        search.leave_out(Season, "episodes_before")
        horizon.register(horizon_codes)
        boxes.register(Person, parts_of, Casting)
        boxes.register(Person, credits_of, Credit)
        boxes.register(Person, crew_roles_of, CrewMember)
        boxes.register(Person, music_of, Album, Track)
        for box in (portrayals_of, appearances_of):
            boxes.register(Character, box)
        for check in (find_missing_texts, find_wrong_numbers):
            checks.register(check, Episode)
        for check in (find_wrong_track_numbers, find_wrong_lengths, find_wrong_totals):
            checks.register(check, Album)
        groups.register(
            groups.group("cast", "cast", Casting, "person"),
            groups.group("directors", "directors", Credit, "person", job=Credit.Job.DIRECTOR),
            groups.group("writers", "writers", Credit, "person", job__in=Credit.WRITING),
            groups.group("cover-artists", "cover artists", Credit, "person", job=Credit.Job.COVER),
            groups.group("crew", "makers of a season", CrewMember, "person"),
            groups.group("composers", "composers", Album, "composer"),
            groups.group("performers", "on a soundtrack", Track, "performers"),
        )
        CharacterFilter.offer(**CHARACTER_FACETS)


def horizon_codes():
    """The codes and numbers of all episodes, public or not, in one query: prose may name any of them."""
    from .models import Episode, Season

    at = timezone.now()
    seasons = Season.objects.annotate(
        is_shown=ExpressionWrapper(Season.public_q(at), BooleanField()),
        is_episode_shown=ExpressionWrapper(Episode.public_q(at, "episodes__"), BooleanField()),
    )
    rows = seasons.order_by().values_list(
        "number",
        "episodes_before",
        "is_shown",
        "episodes__key",
        "episodes__number_in_series",
        "episodes__number_in_season",
        "is_episode_shown",
    )
    codes = []
    for number, episodes_before, is_shown, key, in_series, in_season, is_episode_shown in rows:
        season = Season(number=number, episodes_before=episodes_before)
        codes += [(*code, bool(is_shown)) for code in season.horizon_codes()]
        if key:
            episode = Episode(key=key, season=season, number_in_series=in_series, number_in_season=in_season)
            codes += [(*code, bool(is_episode_shown)) for code in episode.horizon_codes()]
    return dict.fromkeys(codes)
