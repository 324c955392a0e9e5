from django.apps import AppConfig

from editorial import horizon, kinds
from editorial.pages import boxes


class EpisodesConfig(AppConfig):
    name = "episodes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from people.models import Character, Person

        from .boxes import appearances_of, credits_of, crew_roles_of, music_of, parts_of, portrayals_of
        from .models import Album, Episode, Milestone, Season, Section

        kinds.register(Album, Episode, Milestone, Season, Section)
        horizon.register(horizon_codes)
        for box in (parts_of, credits_of, crew_roles_of, music_of):
            boxes.register(Person, box)
        for box in (portrayals_of, appearances_of):
            boxes.register(Character, box)


def horizon_codes():
    """The codes and numbers of all episodes, public or not, in one query: prose may name any of them."""
    from .models import Episode, Season

    rows = Season.objects.order_by().values_list(
        "number", "episodes_before", "episodes__key", "episodes__number_in_series", "episodes__number_in_season"
    )
    codes = []
    for number, episodes_before, key, in_series, in_season in rows:
        season = Season(number=number, episodes_before=episodes_before)
        codes += season.horizon_codes()
        if key:
            episode = Episode(key=key, season=season, number_in_series=in_series, number_in_season=in_season)
            codes += episode.horizon_codes()
    return dict.fromkeys(codes)
