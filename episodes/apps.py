from django.apps import AppConfig

from editorial import horizon, kinds


class EpisodesConfig(AppConfig):
    name = "episodes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .models import Album, Episode, Milestone, Season, Section

        kinds.register(Album, Episode, Milestone, Season, Section)
        horizon.register(horizon_codes)


def horizon_codes():
    """The codes and numbers of all episodes, public or not: prose may name any of them."""
    from .models import Episode, Season

    entries = [*Season.objects.all(), *Episode.objects.select_related("season")]
    return [code for entry in entries for code in entry.horizon_codes()]
