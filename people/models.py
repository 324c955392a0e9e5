import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from editorial.markup.fields import LineField, ProseField
from editorial.pictures.models import Illustrated
from editorial.publishing import Entry, PublicQuerySet, Record, Row
from editorial.publishing.records import HorizonField
from sources.models import Source

QUOTATION_WORDS = 25


def validate_quotation_length(text):
    count = sum(any(map(str.isalnum, word)) for word in text.split())
    if count > QUOTATION_WORDS:
        raise ValidationError(
            "A quotation has at most %(limit)d words; this one has %(count)d. "
            "Shorten it with [...] or tell the rest in your own words.",
            code="quotation_too_long",
            params={"limit": QUOTATION_WORDS, "count": count},
        )


def initial_of(name: str) -> str:
    """The letter under which a name stands in an index, without its accent; # for what is no letter."""
    first = unicodedata.normalize("NFKD", name[:1])[:1].upper()
    return first if first.isalpha() else "#"


class NamedQuerySet(PublicQuerySet):
    def for_listing(self):
        """By name; who is revealed later comes after all who are known before."""
        return self.order_by("horizon", Lower("sort_name"), "pk")


class NamedEntry(Entry):
    title = LineField("name")
    sort_name = LineField(help_text="By which it stands in lists: “Ritter, Krysten”.")

    class Meta(Entry.Meta):
        abstract = True
        ordering = ["sort_name", "pk"]


class Person(Illustrated, NamedEntry):
    """Somebody real."""

    told_by = "description"
    told_in_general = "Somebody whom the casebook names, with a source for every fact."
    wanted = ("description", "biography")

    description = LineField(
        max_length=160,
        blank=True,
        help_text="Who they are for the season, in one line that spoils nothing.",
    )
    biography = ProseField(blank=True, help_text="Of the living, only what a source says.")

    objects = NamedQuerySet.as_manager()

    class Meta(NamedEntry.Meta):
        verbose_name_plural = "people"

    @property
    def initial(self):
        return initial_of(self.sort_name)


class Character(Illustrated, NamedEntry):
    """Somebody in the story."""

    told_by = "description"
    told_in_general = "A character of the series: who plays the part, and what there is to tell behind veils."
    wanted = ("description",)

    description = ProseField(blank=True)
    unnamed = models.BooleanField(default=False, help_text="The story gives no name: the name above is ours.")

    objects = NamedQuerySet.as_manager()

    class Meta(NamedEntry.Meta):
        pass

    @cached_property
    def as_one(self) -> list[int]:
        """Whose parts its page tells: its own, and those of its faces where a view says so."""
        return [self.pk]


class Alias(Row):
    """Another name under which somebody is found."""

    class Kind(models.TextChoices):
        ALIAS = "alias", "alias"
        VARIANT = "variant", "variant spelling"
        MISSPELLING = "misspelling", "misspelling"

    natural = ("name",)

    name = LineField()
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.ALIAS)
    note = LineField(blank=True)

    class Meta(Row.Meta):
        abstract = True

    def __str__(self):
        return self.name


class PersonAlias(Alias):
    parent = "person"

    person = models.ForeignKey(Person, models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        verbose_name_plural = "person aliases"


class CharacterAlias(Alias):
    parent = "character"

    character = models.ForeignKey(Character, models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        verbose_name_plural = "character aliases"


class QuoteQuerySet(PublicQuerySet):
    def for_listing(self):
        """By speaker, each with where the words were published."""
        return self.select_related("speaker", "source__publication").order_by(
            "speaker__sort_name", "speaker", "order", "pk"
        )


class Quote(Row):
    """Somebody's exact words, at most 25 of them."""

    parent = "speaker"
    natural = ("text",)

    speaker = models.ForeignKey(Person, models.CASCADE, related_name="quotes")
    text = LineField(
        "exact words",
        max_length=300,
        validators=[validate_quotation_length],
        help_text="Without the outer quotation marks; brackets and [...] as printed.",
    )
    occasion = LineField(blank=True)
    topic = LineField(blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="quotes", help_text="Where the words were published."
    )

    objects = QuoteQuerySet.as_manager()

    class Meta(Row.Meta):
        pass

    def __str__(self):
        return self.text

    def known_from(self):
        """The horizon from which both the words and who said them may be told."""
        return max(self.horizon, self.speaker.horizon)


class IdentityQuerySet(PublicQuerySet):
    def of(self, character):
        """The identities on either side of which the character stands, the earliest revealed first."""
        return (
            self.filter(Q(face=character) | Q(truth=character))
            .select_related("face", "truth")
            .order_by("revealed", "key")
        )


class Identity(Record):
    """This character is in truth that one, and the episode that says so."""

    wanted = ("explanation",)

    face = models.ForeignKey(Character, models.CASCADE, related_name="truths", help_text="Who seems to be there.")
    truth = models.ForeignKey(Character, models.CASCADE, related_name="faces", help_text="Who it is in truth.")
    revealed = HorizonField()
    explanation = ProseField(blank=True)

    objects = IdentityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "identities"
        ordering = ["revealed", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["face", "truth"],
                name="people_identity_once",
                violation_error_message="This identity is recorded already.",
            ),
            models.CheckConstraint(
                condition=~Q(face=F("truth")),
                name="people_identity_of_two",
                violation_error_message="A character cannot be in truth itself.",
            ),
        ]

    def __str__(self):
        return f"{self.face} is {self.truth}"

    @classmethod
    def given_away_q(cls, last, prefix=""):
        return super().given_away_q(last, prefix) & Q(**{f"{prefix}revealed__lte": last})

    def told_from(self):
        return max(super().told_from(), self.revealed)

    def known_from(self):
        """The horizon from which the two names may stand side by side."""
        return max(self.revealed, self.face.horizon, self.truth.horizon)
