from django.apps import AppConfig

from editorial import kinds
from editorial.pages import boxes


class PeopleConfig(AppConfig):
    name = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Models, and what is made of them, can only be imported once all apps are loaded.
        from editorial import checks, search
        from editorial.links import names
        from sources.models import Source

        from . import groups, schema
        from .boxes import quotes_in
        from .checks import find_early_identities, find_similar_names
        from .models import Character, CharacterAlias, Person, PersonAlias, Quote
        from .searching import Identities, said_of

        kinds.register(Character, Person)
        schema.register()
        for model in (Character, Person):
            names.register(model, "aliases__name")
        for model in (CharacterAlias, PersonAlias):
            search.register_names(model, "name", said_of)
        search.tell_together(Character, Identities)
        checks.register(find_early_identities)
        checks.register(find_similar_names, Person, Character)
        boxes.register(Source, quotes_in, Quote)
        groups.register(
            groups.group("quoted", "quoted", Quote, "speaker"),
            groups.group("otherwise-named", "with other names in print", PersonAlias, "person"),
        )
