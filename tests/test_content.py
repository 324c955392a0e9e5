"""The content as it is shipped: it stands up to its own checks, and to readers of every horizon."""

import re

import pytest

from editorial import checks
from editorial.horizon import episodes, up_to
from editorial.links.index import parts_of
from editorial.markup import parse
from editorial.markup.cutting import cut
from editorial.markup.fields import ProseField
from editorial.snapshot.shape import record_models
from episodes.models import Episode
from news.models import Claim
from people.models import Character, Identity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_content")]


def test_the_shipped_content_has_no_errors():
    found = {record: findings for _, chunk in checks.all_findings() for record, findings in chunk.items()}

    assert len(found) > 350
    assert [finding for findings in found.values() for finding in findings if finding.is_error] == []


def test_no_sentence_has_a_hole_for_a_reader_who_has_not_got_so_far():
    """In a hole stands a note, and with the words around it that can tell what is withheld."""
    numbers = {episode.code: episode.number for episode in episodes()}
    texts = list(texts_with_veils())
    holes = {
        f"{part._meta.model_name} {part}, {field}, before {code}"
        for part, field, text in texts
        for code in parse(text).veils
        if numbers[code] > part.field_known_from(field) and has_hole(text, numbers, up_to(numbers[code] - 1))
    }

    assert holes == set()
    assert len(texts) > 60


def texts_with_veils():
    for model in record_models():
        for record in model.objects.all():
            for _, part in parts_of(record):
                for field in part._meta.concrete_fields:
                    text = getattr(part, field.attname)
                    if isinstance(field, ProseField) and parse(text).veils:
                        yield part, field.name, text


def has_hole(text, numbers, horizon):
    blocks = cut(parse(text), lambda code: horizon.standing(numbers[code]))
    return any(
        token.type == "withheld" and len(block.children) > 1 for block in blocks for token in block.children or ()
    )


def test_no_character_is_backed_as_a_whole_by_the_synopsis_of_a_later_episode():
    """By the paragraphs that a page cites one could tell in which episodes somebody comes up.

    The first synopsis recalls season 1, so those who were in it may cite that.
    """
    told_in = {
        mark: episode.number_in_series
        for episode in Episode.objects.all()
        for mark in re.findall(r"\[@[^\]]+\]", episode.summary)
    }
    first = min(told_in.values())
    records = [*Character.objects.all(), *Identity.objects.all()]
    early = {
        f"{record} {mark}"
        for record in records
        for mark in re.findall(r"\[@[^\]]+\]", record.cites)
        if told_in.get(mark, 0) > max(record.known_from(), first)
    }

    assert early == set()
    assert len(told_in) == 13


def test_what_no_episode_settles_stands_with_what_a_later_one_does():
    """Else a reader could tell that nothing comes of it. The others are about other shows, and the making of this."""
    open_at_once = Claim.objects.filter(outcome="unsettled", settled_in=None)

    assert {claim.key for claim in open_at_once} == {
        "daredevil-third-soon",
        "luke-cage-next-year",
        "wrapped-a-good-while",
    }
