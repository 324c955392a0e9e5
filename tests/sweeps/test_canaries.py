"""Nothing that is not public is to be found in public: every kind of record in every state, each text with a secret
word of its own, and every address that a visitor can come to or think of.

Models, fields, rows, addresses and filters are found as they are: what is new is swept as well.
"""

from dataclasses import dataclass
from itertools import count, cycle
from pathlib import PurePosixPath
from zlib import crc32

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.http import QueryDict
from django.test import Client, override_settings
from django.utils import timezone

from editorial import kinds
from editorial.addresses import remember
from editorial.desk import hold
from editorial.links.fields import EntryRefField
from editorial.markup.fields import ProseField
from editorial.models import Picture, PreviewLink
from editorial.pictures.renditions import rendition_names
from editorial.previews.models import Lasts
from editorial.publishing import Entry, Row
from editorial.recovery import presence
from editorial.recovery.keeping import keep
from editorial.snapshot.shape import record_models, shape_of
from editorial.trash import trash
from tests.factories.public import ANSWERS, HIDDEN
from tests.factories.users import make_chief_editor

from .crawling import Answer, ask, crawl, words_in
from .filling import Filler, record_and_row_models, wordless
from .routes import Route, routes

pytestmark = [pytest.mark.django_db, pytest.mark.sweep]

UNPUBLISHED = ("draft", "in review", "scheduled", "archived")
UNKNOWN = "nothing-of-this-name"

# What is public and yet stands on no page, by why.
NEVER_SHOWN = {
    "a permanent name, for texts and fixtures": {"key"},
    "what editors call a picture, and a file by its own name": {"editorial.picture.title", "editorial.picture.file"},
    "by which lists are sorted": {"sort_name"},
    "stands between two names, and not before the first": {"episodes.credit.joiner_as_printed"},
    "the name of a field, for editors": {"sources.discrepancy.about_field"},
    "no page tells whose an outlet is": {"sources.publication.owner"},
}


@dataclass
class Swept:
    filler: Filler
    without: dict[str, Answer]  # the site that has public records only
    beside: dict[str, Answer]  # the same with hidden ones beside them
    naming: dict[str, Answer]  # the same with public records that name hidden ones
    probed: dict[str, Answer]  # what is asked of hidden ones by address
    expected: dict[str, int]  # what some of these addresses shall answer
    previews: list[tuple[str, Answer]]  # what leads to one thing that is hidden, by the owner of its words
    dead: dict[str, Answer]  # links that lead nowhere any more, by why
    trashed: list[Entry]
    wordless: list[str]


@pytest.fixture(scope="module")
def swept(django_db_setup, django_db_blocker, tmp_path_factory):
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        transaction.atomic(),
    ):
        yield sweep()
        transaction.set_rollback(True)


def sweep() -> Swept:
    visitor, filler = Client(), Filler()
    make_public_site(filler)
    starts = [*bare_addresses(), *(entry.get_absolute_url() for entry in filler.entries())]
    without = crawl(visitor, starts)
    hidden, expected = make_hidden_records(filler)
    links, dead_links = make_links(filler, hidden)
    trashed = [entry for entry in hidden if state_of(filler, entry) == "trashed"]
    move_to_trash(filler, trashed)
    leave_unsaved(filler, hidden)
    beside = crawl(visitor, starts)
    probed = {address: ask(visitor, address) for address in [*expected, *addresses_for(hidden)]}
    previews = [(owner, ask(visitor, link)) for owner, link in links]
    dead = {why: ask(visitor, link) for why, link in dead_links.items()}
    name_hidden_records(filler, hidden)
    starts += [entry.get_absolute_url() for model in entry_models() for entry in model.objects.public()]
    everything = [each for model in record_and_row_models() for each in model._base_manager.all()]
    return Swept(
        filler,
        without,
        beside,
        crawl(visitor, starts),
        probed,
        expected,
        previews,
        dead,
        trashed,
        [f"{name} of {each}" for each in everything for name in wordless(each)],
    )


def entry_models() -> list[type[Entry]]:
    return [model for model in record_models() if issubclass(model, Entry)]


# Making


def make_public_site(filler):
    """Two of each kind, which refer to each other, and to which a former address leads."""
    for number in ("one", "two"):
        for model in record_models():
            if not model.shown_only_where_used:  # those come with what uses them
                filler.add_partner(model, f"{model._meta.model_name} {number}")
    for entry in filler.entries():
        remember(entry, filler.word(str(entry), True, type(entry), "key"))


def make_hidden_records(filler):
    """What is hidden: entries in each such state, what stands on them, and working copies of what is public."""
    hidden, expected = [], {}
    for model in entry_models():
        for state, fields in [*HIDDEN.items(), ("trashed", HIDDEN["archived"])]:
            entry = filler.make(model, f"{model._meta.model_name}, {state}", False, **fields())
            former = filler.word(f"{model._meta.model_name}, {state}", False, model, "former address")
            remember(entry, former)
            answer = ANSWERS.get(state, 404)
            expected |= {entry.get_absolute_url(): answer, model.url_of(former): answer}
            hidden.append(entry)
    # What stands on an entry keeps it out of the trash.
    grounded = list(what_stands_on(filler, [entry for entry in hidden if state_of(filler, entry) != "trashed"]))
    for model in record_models():
        record = model.objects.public().first()
        filler.begin_copy(record, str(record))
    return [*hidden, *grounded], expected


def what_stands_on(filler, hidden):
    """Records and rows of public records that there would not be without a hidden entry, of each state in turn."""
    turn = count()
    for model in record_and_row_models():
        for field in model.stands_on():
            entries = [entry for entry in hidden if type(entry) is field.related_model]
            if entries and not (issubclass(model, Row) and field.name == model.parent):
                entry = entries[next(turn) % len(entries)]
                owner = f"{model._meta.model_name} whose {field.name} is {filler.places[entry.key].owner}"
                yield filler.make(model, owner, False, **{field.name: entry})


def state_of(filler, entry) -> str:
    """The state in which it was made; nothing of what only stands on such an entry."""
    place = filler.places.get(getattr(entry, "key", ""))
    kind, _, state = place.owner.partition(", ") if place else ("", "", "")
    return state if kind == entry._meta.model_name else ""


def make_links(filler, hidden) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Preview links to what is not public yet: (owner of the words that are shown, address); and dead ones, by why."""
    links, dead = [], {}

    def link_to(entry) -> tuple[PreviewLink, str]:
        owner = f"{type(entry)._meta.model_name}, preview link"
        note = f"For {filler.word(owner, False, PreviewLink, 'note')}"
        with hold(entry) as held:
            link, token = PreviewLink.make(held.record, held.copy, None, Lasts.DAY, note)
        return link, f"/preview/{token}/"

    entries = [entry for entry in hidden if isinstance(entry, Entry)]
    turns = dict(zip(entry_models(), cycle(UNPUBLISHED), strict=False))
    for entry in entries:
        state = state_of(filler, entry)
        if state == turns[type(entry)]:  # each costs a page, and the kinds are alike in that
            links.append((filler.places[entry.key].owner, link_to(entry)[1]))
        elif state in ("trashed", "expired"):
            dead[f"{type(entry)._meta.model_name}, {state}"] = link_to(entry)[1]
    for model in entry_models():
        record = model.objects.public().first()
        links.append((f"{record}, working copy", link_to(record)[1]))
        for why, field in (("revoked", "revoked_at"), ("out of time", "expires_at")):
            link, dead[f"{model._meta.model_name}, {why}"] = link_to(record)
            PreviewLink.objects.filter(pk=link.pk).update(**{field: timezone.now()})
    return links, dead


def move_to_trash(filler, entries):
    """Public records name them before, in relations and texts; those that may not be taken out of those stay."""
    for entry in entries:
        owner = filler.places[entry.key].owner
        with hold(entry) as held:
            trash(held, None, f"Because of {filler.word(owner, False, type(entry), 'reason')}.")


def leave_unsaved(filler, hidden):
    """Somebody is typing at everything, and has not saved."""
    user = make_chief_editor(username=filler.word("who is here", False, User, "username"))
    for record in hidden:
        typed = QueryDict(mutable=True)
        typed["title"] = filler.word("unsaved", False, type(record), "title")
        if isinstance(record, Entry):
            keep(user, type(record), record.key, typed, "")
            presence.come(user, record)


def name_hidden_records(filler, hidden):
    """Public records that name hidden ones where they can: in a relation that may be empty, in a list, in prose."""
    entries = [each for each in hidden if isinstance(each, Entry) and type(each).objects.filter(pk=each.pk).exists()]
    called = [each for each in hidden if isinstance(each, Entry)]  # also those that are in the trash
    marks = " ".join(f"[[{kinds.kind_of(type(entry))}:{entry.key}]]" for entry in called)
    cites = "".join(f"[@{entry.key}]" for entry in called if kinds.kind_of(type(entry)) == "source")
    turn = count()
    for model in record_and_row_models():
        if getattr(model, "shown_only_where_used", False):
            continue  # on its own it would not be public
        shape = shape_of(model)
        values = {}
        for field in model.may_name():
            if others := [entry for entry in entries if type(entry) is field.related_model]:
                values[field.name] = others[next(turn) % len(others)]
        for name, field in shape.many.items():
            values[name] = [entry for entry in entries if type(entry) is field.related_model]
        owner = f"{model._meta.model_name} that names what is hidden"
        for name, column in shape.columns.items():
            if isinstance(column, ProseField):
                values[name] = f"It is {filler.word(owner, True, model, name)}, {marks} {cites}"
            if isinstance(column, EntryRefField):
                entry = called[next(turn) % len(called)]
                values[name] = f"{kinds.kind_of(type(entry))}:{entry.key}"
        if values:
            filler.make(model, owner, True, **values)


# Asking


def public_routes() -> list[Route]:
    return [route for route in routes() if not route.is_admin]


def bare_addresses() -> list[str]:
    """The addresses that need no argument, and pages that are none."""
    bare = [address for route in public_routes() if (address := route.address()) is not None]
    return ["/", *bare, *(f"{address}?page=2" for address in bare), f"/{UNKNOWN}/", "/%00", "/?page=a"]


def addresses_for(hidden) -> list[str]:
    """All that somebody may ask who knows what a hidden record is called."""
    one_of_each = list({type(record): record for record in hidden}.values())
    foreign = dict.fromkeys([*picture_names(), *(name for record in one_of_each for name in identifiers(record)[:2])])
    addresses = []
    for route in public_routes():
        if route.arguments:
            own = [record for record in hidden if leads_to(route, record)]
            names = [*foreign, *(name for record in own for name in identifiers(record))]
            found = (route.address(**dict.fromkeys(route.arguments, name)) for name in names)
            addresses += [address for address in found if address is not None]
        elif (address := route.address()) is not None:
            for parameter in ["q", *parameters_of(route)]:
                # Of what a question could name, what it is called after, and a third of all else in turn.
                turn = crc32(f"{address}{parameter}".encode())
                asked = [
                    record
                    for number, record in enumerate(one_of_each, turn)
                    if number % 3 == 0 or parameter in (record._meta.model_name, "q")
                ]
                values = [UNKNOWN, *(identifiers(record)[0] for record in asked)]
                addresses += [f"{address}?{parameter}={value}" for value in values]
    return addresses


def leads_to(route, record) -> bool:
    return (
        hasattr(record, "slug")
        and route.address(**dict.fromkeys(route.arguments, record.slug)) == record.get_absolute_url()
    )


def identifiers(record):
    names = (getattr(record, name, None) for name in ("slug", "key", "uid", "pk"))
    return [str(name) for name in names if name is not None]


def parameters_of(route) -> list[str]:
    """What a list may be filtered by."""
    view_class = getattr(route.view, "view_class", None)
    return list(getattr(getattr(view_class, "filterset_class", None), "base_filters", ()))


def picture_names():
    """The files of pictures that are not public, and all originals."""
    public = set(Picture.objects.public().values_list("pk", flat=True))
    for picture in Picture.objects.all():
        yield PurePosixPath(picture.file.name).name
        if picture.pk not in public:
            yield from (PurePosixPath(name).name for name in rendition_names(picture.token, picture.renditions))


# The promises


def leaks(swept, answers) -> set[str]:
    """The hidden words in answers that were not in the question."""
    hidden = swept.filler.words(public=False)
    return {
        f"{address}: {swept.filler.places[word]}"
        for address, answer in answers.items()
        for word in (answer.words() & hidden) - words_in(address)
    }


def test_every_text_of_every_record_and_row_has_a_secret_word(swept):
    assert swept.wordless == []


def test_every_kind_is_there_in_every_state(swept):
    owners = {place.owner for place in swept.filler.places.values()}

    assert {f"{model._meta.model_name}, {state}" for model in entry_models() for state in HIDDEN} <= owners
    assert {f"{model._meta.model_name}, trashed" for model in entry_models()} <= owners


@pytest.mark.parametrize("crawled", ["beside", "naming", "probed"])
def test_nothing_hidden_is_told_anywhere(swept, crawled):
    assert leaks(swept, getattr(swept, crawled)) == set()


def test_the_site_is_the_same_with_hidden_records_as_without(swept):
    assert swept.beside.keys() == swept.without.keys()
    assert [address for address in swept.without if swept.beside[address] != swept.without[address]] == []
    assert len(swept.without) > 100


def test_every_public_word_is_told_somewhere(swept):
    told = {word for answer in swept.naming.values() for word in answer.words()}
    reasoned = set().union(*NEVER_SHOWN.values())
    untold = {
        f"{place.model}.{place.field}"
        for word, place in swept.filler.places.items()
        if place.public and word not in told and not {place.field, f"{place.model}.{place.field}"} & reasoned
    }

    assert not untold, f"public, and told nowhere: {sorted(untold)}"


def test_a_hidden_address_answers_like_one_of_nothing(swept):
    answers = {address: answer.status for address, answer in swept.probed.items() if address in swept.expected}
    assert answers == swept.expected

    others = {
        address: answer.status
        for address, answer in swept.probed.items()
        if address not in swept.expected and "?" not in address and answer.status != 404
    }
    assert others == {}


def test_a_hidden_value_in_a_question_is_answered_like_an_unknown_one(swept):
    different = []
    for address, answer in swept.probed.items():
        path, mark, question = address.partition("?")
        if mark:
            parameter, _, value = question.partition("=")
            unknown = swept.probed[f"{path}?{parameter}={UNKNOWN}"]
            if answer.text.replace(value, "") != unknown.text.replace(UNKNOWN, ""):
                different.append(address)

    assert different == []


def test_no_answer_is_an_error_of_the_site(swept):
    everything = swept.without | swept.naming | swept.probed

    assert {address: answer.status for address, answer in everything.items() if answer.status >= 500} == {}


def test_what_is_in_the_trash_is_nowhere(swept):
    """That its words are told nowhere, the promises above say of all that is hidden."""
    left = [entry for entry in swept.trashed if type(entry)._base_manager.filter(pk=entry.pk).exists()]

    assert left == []
    assert {type(entry) for entry in swept.trashed} == set(entry_models())


def test_a_preview_link_shows_what_it_leads_to_and_nothing_else_that_is_hidden(swept):
    """Its own words, those of its pictures, and of what is hidden only since it stands on this."""
    statuses = {owner: answer.status for owner, answer in swept.previews}
    silent = [
        owner
        for owner, answer in swept.previews
        if not any(swept.filler.places[word].owner == owner for word in answer.words() & swept.filler.places.keys())
    ]
    hidden = swept.filler.words(public=False)
    others = {
        f"{owner}: {swept.filler.places[word]}"
        for owner, answer in swept.previews
        for word in answer.words() & hidden
        if owner.removesuffix(", working copy") not in swept.filler.places[word].owner
    }

    assert {owner: status for owner, status in statuses.items() if status != 200} == {}
    assert silent == []
    assert others == set()


def test_a_dead_preview_link_leads_nowhere(swept):
    assert {why: answer.status for why, answer in swept.dead.items() if answer.status != 404} == {}
    assert {answer.text for answer in swept.dead.values()} == {next(iter(swept.dead.values())).text}
    assert leaks(swept, swept.dead) == set()
