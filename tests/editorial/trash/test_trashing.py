"""Moving to the trash: what refuses, what working copies keep, and one record in the place of another."""

import pytest

from editorial import desk
from editorial.links.index import reindex
from editorial.models import Link, PreviewLink, Revision, Trashed, WorkingCopy
from editorial.pictures.keeping import kept_names
from editorial.previews.models import Lasts
from editorial.publishing import State
from editorial.snapshot import snapshot
from editorial.trash import replace, trash, undelete, what_points_here, what_returns
from episodes.models import Credit, Episode
from people.models import Identity, Person
from sources.models import Discrepancy, Source
from tests.factories.editorial import make_image, make_picture
from tests.factories.episodes import make_album, make_appearance, make_credit, make_episode, make_season, make_track
from tests.factories.news import make_article
from tests.factories.people import make_character, make_identity, make_person, make_quote
from tests.factories.sources import make_discrepancy, make_source
from tests.factories.users import make_editor

pytestmark = pytest.mark.django_db


def throw(record, *args, **kwargs):
    with desk.hold(record) as held:
        return trash(held, *args, **kwargs)


def put_in_place(record, other, *args):
    with desk.hold(record) as held:
        return replace(held, other, *args)


def save(record, values, by=None):
    with desk.hold(record) as held:
        return desk.save(held, held.current.with_values(values), by)


def current(record):
    with desk.hold(record) as held:
        return held.current


def everything():
    return [
        *Revision.objects.order_by("pk").values(),
        *Trashed.objects.order_by("pk").values(),
        *Credit.objects.order_by("pk").values(),
        *Person.objects.order_by("pk").values(),
    ]


@pytest.fixture
def ada():
    return make_person("Ada", key="ada")


@pytest.fixture
def bea():
    return make_person("Bea", key="bea")


@pytest.fixture
def episode(ada):
    episode = make_episode(make_season(2), 1, title="Start")
    make_credit(episode, ada, "writer")
    return episode


def test_records_that_cannot_be_without_it_are_told_apart_from_what_goes_with_it():
    character, other = make_character("Face"), make_character("Truth")
    make_identity(character, other)
    make_appearance(make_episode(make_season(2), 1), character)

    points = what_points_here(character)

    assert [usage.heading for usage in points.blocking] == ["Identities: face"]
    assert [usage.heading for usage in points.leaving] == ["Episodes: appearances: character"]
    with pytest.raises(desk.Refusal, match="cannot be without it: “Face is Truth”"):
        throw(character)
    assert Identity.objects.exists()


def test_a_refusal_changes_nothing(ada, episode):
    editor = make_editor("people.delete_person", "people.publish_person", "people.change_person")
    before = everything()

    with pytest.raises(desk.Refusal, match="You may not change what points here: 1 that you do not know of"):
        throw(ada, editor, "", make_person("Bea"))

    assert [each for each in everything() if each.get("key") != "bea"][: len(before)] == before
    assert Person.objects.filter(key="ada").exists()


def test_the_working_copy_goes_and_comes_along(ada):
    save(ada, {("description",): "Waits."})

    trashed = throw(ada)
    assert not WorkingCopy.objects.exists()
    back = undelete(trashed)

    assert (back.state, Person.objects.get().description) == (State.DRAFT, "Waits.")
    told = Revision.objects.of(back).values_list("action", "is_live")
    assert list(told)[:3] == [("restored", True), ("undeleted", True), ("trashed", False)]


def test_the_working_copy_waits_again_where_it_is_public_at_once(ada):
    save(ada, {("description",): "Waits."})

    back = undelete(throw(ada), public=True, summary="Real.")

    assert back.description == ""
    assert current(back).fields["description"] == "Waits."
    assert Person.objects.get().is_public() is True


def test_what_waits_in_working_copies_of_others_stays_there(ada, bea, episode):
    save(episode, {("teaser",): "Waits."})
    make_row = {"person": "ada", "job": "story", "label_as_printed": "", "joiner_as_printed": ""}
    uid = "00000000-0000-4000-8000-000000000001"
    row = next(iter(current(episode).rows["credits"].values())) | make_row
    save(episode, {("credits", uid): row})
    before, waiting = snapshot(episode), current(episode)

    trashed = throw(ada)

    assert current(episode).fields["teaser"] == "Waits."
    assert current(episode).rows["credits"] == {}
    assert snapshot(episode).rows["credits"] == {}
    undelete(trashed)
    assert snapshot(episode) == before
    assert current(episode) == waiting


def test_a_working_copy_still_takes_in_what_was_changed_live_meanwhile(ada, episode):
    save(episode, {("teaser",): "Waits."})

    throw(ada)
    with desk.hold(episode) as held:
        desk.publish(held, summary="Done.")

    episode.refresh_from_db()
    assert (episode.teaser, episode.credits.count()) == ("Waits.", 0)


def test_pictures_of_the_trash_and_of_the_history_are_kept():
    picture = make_picture()
    first = picture.file.name
    with desk.hold(picture) as held:
        desk.saving.last_live(held)
    picture.file = make_image("WEBP", colour="white")
    picture.save()
    with desk.hold(picture) as held:
        trashed = trash(held)

    assert kept_names() == {first, picture.file.name}
    assert bool(undelete(trashed).shown) is True


# Another in its place


def test_everything_that_points_here_points_to_the_other(ada, bea):
    season = make_season(2)
    episode = make_episode(season, 1, summary="By [[person:ada|her]] and \\[[person:ada]].")
    make_credit(episode, ada, "writer", label_as_printed="Written by")
    make_track(make_album(season, composer=ada), 1, [ada])
    make_article(people=[ada, bea])
    about = make_discrepancy(about="person:ada")
    for record in (episode, about):
        reindex([record])

    trashed, told = put_in_place(ada, bea)

    assert told == []
    assert trashed.pointers == []
    points = what_points_here(bea)
    assert sorted(usage.heading for usage in [*points.leaving, *points.marks]) == [
        "Albums: composer",
        "Albums: tracks: performers",
        "Articles: people",
        "Discrepancies, in their texts",
        "Episodes, in their texts",
        "Episodes: credits: person",
    ]
    episode.refresh_from_db()
    assert episode.summary == "By [[person:bea|her]] and \\[[person:ada]]."
    assert Discrepancy.objects.get().about == "person:bea"
    assert Credit.objects.get().label_as_printed == "Written by"
    assert not Link.objects.filter(to_key="ada").exists()
    assert Revision.objects.of(episode).first().summary == "“Ada” was replaced with “Bea”."


def test_records_that_could_not_be_without_it_have_the_other(ada):
    old, new = make_source(key="old"), make_source(key="new")
    article = make_article(source=old, cites="[@old, ¶2]", digest="It was.[@old]")
    make_quote(ada, "Words.", source=old)
    reindex([article])

    put_in_place(old, new)

    article.refresh_from_db()
    assert (article.source, article.cites, article.digest) == (new, "[@new, ¶2]", "It was.[@new]")
    assert ada.quotes.get().source == new


def test_a_row_that_the_other_has_already_goes_and_is_told(ada, bea, episode):
    make_credit(episode, bea, "writer", label_as_printed="The other's")

    _, told = put_in_place(ada, bea)

    assert told == ["“Start”: one credit less, which was there already."]
    assert [credit.label_as_printed for credit in Credit.objects.all()] == ["The other's"]


def test_what_waits_in_a_working_copy_names_the_other_too(ada, bea, episode):
    save(episode, {("summary",): "By [[person:ada]]."})

    put_in_place(ada, bea)

    said = current(episode)
    assert said.fields["summary"] == "By [[person:bea]]."
    assert [row["person"] for row in said.rows["credits"].values()] == ["bea"]


def test_nothing_is_replaced_where_only_one_may_say_that():
    face, truth, other = make_character("Face"), make_character("Truth"), make_character("Other")
    make_identity(face, truth)
    make_identity(other, truth)

    with pytest.raises(desk.Refusal, match="“Other” cannot stand in its place in “Face is Truth”"):
        put_in_place(face, other)

    assert Identity.objects.filter(face=face).exists()
    assert not Trashed.objects.exists()


def test_only_another_of_its_kind_stands_in_its_place(ada):
    for other in (ada, make_character()):
        with pytest.raises(desk.Refusal, match="Choose another person to stand in its place"):
            put_in_place(ada, other)


# Coming back to another world


def test_what_was_made_again_is_not_made_twice(ada, episode):
    trashed = throw(ada)
    again = make_person("Ada", key="ada", slug="ada-again")
    make_credit(episode, again, "writer")

    returning = what_returns(trashed, key="ada-first")
    undelete(trashed, key="ada-first")

    assert [each.problem for each in returning.pointers.offered()] == [""]
    assert sorted(Credit.objects.values_list("person__key", flat=True)) == ["ada", "ada-first"]


def test_a_row_that_stands_there_again_stays(ada, episode):
    trashed = throw(ada)
    back = undelete(trashed, pointers=[])
    make_credit(episode, back, "writer", label_as_printed="By hand")
    second = throw(back)
    third = undelete(second)

    assert [credit.label_as_printed for credit in Credit.objects.filter(person=third)] == ["By hand"]


def test_what_pointed_here_and_is_gone_says_so(ada, episode):
    album = make_album(episode.season, composer=ada)
    make_article(people=[ada], key="news")
    trashed = throw(ada)
    throw(episode)
    with desk.hold(album) as held:
        desk.saving.write_live(
            held, held.live.with_values({("composer",): make_person(key="carl").key}), None, "", "saved"
        )

    offered = what_returns(trashed).pointers.offered()

    assert sorted((each.label, each.problem) for each in offered) == [
        ("Composer", "It names another by now."),
        ("People", ""),
        ("episode “s02e01”", "It is gone itself."),
    ]
    undelete(trashed)
    album.refresh_from_db()
    assert album.composer.key == "carl"


def test_rows_whose_other_end_is_gone_do_not_come_back(ada):
    source = make_source(key="words")
    make_quote(ada, "Words.", source=source)
    trashed = throw(source)
    throw(ada)

    returning = what_returns(trashed)

    assert [each.problem for each in returning.pointers.offered()] == ["It is gone itself."]


def test_what_the_snapshot_names_and_is_gone_goes_or_is_replaced(bea):
    picture = make_picture()
    ada = make_person("Ada", key="ada", picture=picture)
    make_quote(ada, "Words.", source=make_source(key="gone"))
    make_quote(ada, "Others.", source=make_source(key="also-gone"), order=1)
    trashed = throw(ada)
    for record in (*Source.objects.filter(key__in=["gone", "also-gone"]), picture):
        throw(record)
    kept = make_source(key="kept")

    returning = what_returns(trashed)
    assert sorted(str(missing) for missing in returning.gone) == [
        f"There is no picture “{picture.key}”.",
        "There is no source “also-gone”.",
        "There is no source “gone”.",
    ]
    path = next(missing.path for missing in returning.gone if missing.key == "gone")
    back = undelete(trashed, replacements={path: "kept"})

    assert back.picture is None
    assert [(quote.text, quote.source) for quote in back.quotes.all()] == [("Words.", kept)]


def test_numbers_that_others_have_by_now_collide(episode):
    trashed = throw(episode)
    make_episode(episode.season, 1, key="another")

    assert [each.message for each in what_returns(trashed).collisions] == [
        "This season has an episode of that number already.",
        "This season has an episode of that number in series already.",
    ]
    with pytest.raises(desk.Refusal, match="This season has an episode of that number already"):
        undelete(trashed)
    assert Episode.objects.get().key == "another"


def test_rows_that_a_fixture_made_again_come_back_beside_them(ada):
    make_quote(ada, "Words.")
    trashed = throw(ada)
    again = make_person("Ada", key="ada", slug="again")
    uid = next(iter(trashed.snapshot.rows["quotes"]))
    make_quote(again, "Words.", uid=uid)

    back = undelete(trashed, key="ada-two", slug="ada-two")

    assert back.quotes.get().text == again.quotes.get().text
    assert str(again.quotes.get().uid) == uid


def test_it_comes_back_once(ada):
    trashed = throw(ada)
    undelete(trashed)

    with pytest.raises(desk.Refusal, match="“Ada” was taken back from the trash already"):
        undelete(trashed)
    assert throw(Person.objects.get()).pk != trashed.pk


def test_a_link_to_a_working_copy_still_leads_there_when_what_it_names_goes_and_comes_back(ada):
    episode = make_episode(make_season())
    make_credit(episode, ada)
    save(episode, {("teaser",): "Waits."})
    with desk.hold(episode) as held:
        link, _ = PreviewLink.make(episode, held.copy, None, Lasts.DAY)

    trashed = throw(ada)
    assert link.shows_anything()
    undelete(trashed)
    assert link.shows_anything()
