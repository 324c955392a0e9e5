"""What is told of an entry: all that is public of it, and nothing that is not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.desk import hold, publish, save
from tests.factories.editorial import make_picture
from tests.factories.episodes import (
    make_album,
    make_appearance,
    make_casting,
    make_connection,
    make_credit,
    make_episode,
    make_release,
    make_season,
    make_track,
)
from tests.factories.news import make_claim
from tests.factories.people import make_character, make_identity, make_person
from tests.factories.public import HIDDEN, make_public
from tests.factories.sources import make_discrepancy, make_publication, make_reading, make_source
from tests.jjsite.api.asking import ask, refused

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


class TestFields:
    def test_are_told_as_data_and_as_printed(self, client, season):
        make_episode(season, 1, released="by 2018-03", released_as_printed="March", runtime_minutes=52)

        fields = ask(client, "/api/episodes/s02e01/?horizon=all")["fields"]

        assert fields["released"] == {"value": "2018-03", "precision": "month", "by": True, "label": "by March 2018"}
        assert fields["released_as_printed"] == "March"
        assert fields["runtime_minutes"] == 52
        assert fields["season"]["api_url"] == f"{SITE}/api/season/season-2/"

    def test_say_how_they_are_missing(self, client, season):
        make_episode(season, 1, absent={"runtime_minutes": "not stated", "viewers_millions": "unknown"})

        episode = ask(client, "/api/episodes/s02e01/")

        assert episode["fields"]["runtime_minutes"] is None
        assert episode["absent"] == {"runtime_minutes": "not stated", "viewers_millions": "unknown"}

    def test_tell_nothing_of_the_desk(self, client, season, admin_user):
        make_episode(season, 1, owner=admin_user, created_by=admin_user, slug="moved")

        answer = client.get("/api/episodes/s02e01/")

        assert not {"owner", "state", "version", "created_by", "slug"} & set(answer.json()["fields"])
        assert admin_user.username not in answer.content.decode()

    def test_name_only_what_is_public(self, client, season):
        make_album(season, key="album", composer=make_person(title="Ghost", **HIDDEN["draft"]()))

        assert ask(client, "/api/soundtrack/album/?horizon=all")["fields"]["composer"] is None

    def test_tell_the_publication_of_a_source(self, client):
        make_source(key="a-source", publication=make_publication(name="The Paper", note="A *daily*."))

        publication = ask(client, "/api/sources/a-source/")["fields"]["publication"]

        assert publication["fields"]["name"] == "The Paper"
        assert publication["fields"]["note"]["text"] == "A daily."

    def test_show_what_was_drawn_of_a_picture_and_not_its_file(self, client):
        picture = make_picture(title="For the desk", alt="A street.")
        make_person(key="somebody", picture=picture)

        shown = ask(client, "/api/people/somebody/")["fields"]["picture"]

        assert shown["alt"] == "A street."
        assert shown["url"] == f"{SITE}{picture.shown.largest.url}"
        assert "For the desk" not in str(shown)
        assert picture.file.name not in str(shown)


class TestProse:
    TEXT = "[[person:somebody|She]] [stays](/about/).[@a-source, ¶4]\n\n||He [[character:foe]] falls.[@late]||{s02e02}"

    @pytest.fixture
    def told(self, client, season):
        make_episode(season, 2)
        make_source(key="a-source", title="An article")
        make_source(key="late", title="Who falls")
        make_person(key="somebody", slug="her")
        make_character("Foe", key="foe")
        make_public(type(make_claim()), key="a-claim", article=make_claim().article, statement=self.TEXT)
        return lambda horizon: ask(client, f"/api/predictions/a-claim/?horizon={horizon}")["fields"]["statement"]

    def test_is_cut_at_the_horizon_with_all_that_it_cites(self, told):
        prose = told(0)

        assert prose["text"] == "She stays."
        assert "falls" not in prose["html"]
        assert [cite["key"] for cite in prose["cites"]] == ["a-source"]

    def test_is_told_whole_with_links_that_lead_somewhere_from_anywhere(self, told):
        prose = told("all")

        assert prose["text"] == "She stays.\nHe Foe falls."
        assert f'<a href="{SITE}/people/her/">She</a> <a href="{SITE}/about/">stays</a>.' in prose["html"]
        assert prose["cites"][0] == {
            "key": "a-source",
            "title": "An article",
            "locator": "¶4",
            "url": f"{SITE}/sources/a-source/",
            "api_url": f"{SITE}/api/sources/a-source/",
        }
        assert [cite["key"] for cite in prose["cites"]] == ["a-source", "late"]


class TestRows:
    def test_are_told_with_their_uid_and_what_backs_them(self, client, season):
        make_source(key="a-source")
        credit = make_credit(make_episode(season, 1), make_person("A Director"), cites="[@a-source] [@gone]")

        (row,) = ask(client, "/api/episodes/s02e01/")["rows"]["credits"]

        assert row["uid"] == str(credit.uid)
        assert row["fields"]["job"] == {"value": "director", "label": "directed by"}
        assert row["fields"]["person"]["title"] == "A Director"
        assert [cite["key"] for cite in row["cites"]] == ["a-source"]

    def test_are_left_out_before_all_that_they_name_may_be_told(self, client, season):
        episode = make_episode(season, 1)
        make_appearance(episode, make_character("Heroine"))
        make_appearance(episode, make_character("Old Foe", horizon=20))
        make_appearance(episode, make_character("Secret", **HIDDEN["scheduled"]()))

        def told(horizon):
            rows = ask(client, f"/api/episodes/s02e01/?horizon={horizon}")["rows"]["appearances"]
            return [row["fields"]["character"]["title"] for row in rows]

        assert told(13) == []
        assert told(14) == ["Heroine"]
        assert told("all") == ["Heroine", "Old Foe"]

    def test_name_no_more_people_than_may_be_named(self, client, season):
        people = [make_person("Known"), make_person("Later", horizon=20), make_person("Ghost", **HIDDEN["draft"]())]
        make_track(make_album(season, key="album"), performers=people)

        def told(horizon):
            (track,) = ask(client, f"/api/soundtrack/album/?horizon={horizon}")["rows"]["tracks"]
            return {person["title"] for person in track["fields"]["performers"]}

        assert told(0) == {"Known"}
        assert told("all") == {"Known", "Later"}


class TestParts:
    def test_are_the_plain_records_of_an_entry(self, client, season):
        make_release(season, key="everywhere", platform="Screen", absent={"regions": "unknown"})
        make_connection(season, work="Known work")
        make_connection(season, work="Later work", horizon=20)

        parts = ask(client, "/api/season/season-2/?horizon=19")["parts"]

        assert parts["releases"][0]["fields"]["platform"] == "Screen"
        assert parts["releases"][0]["absent"] == {"regions": "unknown"}
        assert [part["fields"]["work"] for part in parts["connections"]] == ["Known work"]


class TestHorizon:
    def test_an_episode_that_is_later_is_called_by_its_number(self, client, season):
        make_episode(season, 2, title="She did it", teaser="It was her.", summary="She did.")

        early, late = (ask(client, f"/api/episodes/s02e02/?horizon={number}") for number in (14, 15))

        assert (early["title"], early["fields"]["teaser"], early["fields"]["summary"]) == (
            "Season 2, episode 2",
            None,
            None,
        )
        assert (late["title"], late["fields"]["summary"]["text"]) == ("She did it", "She did.")

    def test_an_outcome_is_told_with_the_episode_that_settles_it(self, client, season):
        settling = make_episode(season, 7, **HIDDEN["draft"]())
        make_claim(key="a-claim", outcome="held", settled_in=settling, absent={"explanation": "none"})

        early, late = (ask(client, f"/api/predictions/a-claim/?horizon={number}") for number in (19, 20))

        assert (early["fields"]["outcome"], early["absent"]) == (None, {})
        assert (late["fields"]["outcome"]["value"], late["absent"]) == ("held", {"explanation": "none"})
        assert late["fields"]["settled_in"] is None

    def test_a_later_entry_is_not_told_apart_from_an_unknown_one(self, client):
        make_character("Old Foe", key="old-foe", horizon=20)
        make_character("Secret", key="secret", **HIDDEN["draft"]())
        make_character("Gone", key="gone", **HIDDEN["expired"]())

        answers = [client.get(f"/api/characters/{key}/?horizon=19") for key in ("old-foe", "secret", "gone", "none")]

        assert {(answer.status_code, answer.content, *answer.headers.items()) for answer in answers} == {
            (404, answers[-1].content, *answers[-1].headers.items())
        }

    def test_neither_the_cookie_nor_who_is_logged_in_counts(self, client, admin_client, season):
        make_episode(season, 2, title="She did it")
        make_episode(season, 3, **HIDDEN["draft"]())
        visitor = client.get("/api/episodes/").content
        admin_client.cookies["horizon"] = "all"

        answer = admin_client.get("/api/episodes/")

        assert answer.content == visitor
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


class TestIdentities:
    @pytest.fixture(autouse=True)
    def identity(self):
        face = make_character("The Stranger", key="stranger", description="Comes and goes.")
        truth = make_character("The Mother", key="mother")
        make_identity(face, truth, revealed=20, explanation="She tells.")
        make_casting(make_season(), character=face)

    def test_are_two_without_a_link_before_they_are_revealed(self, client):
        answer = ask(client, "/api/characters/?horizon=19")
        stranger, mother = sorted(answer["results"], key=lambda one: one["title"], reverse=True)

        assert (stranger["title"], mother["title"]) == ("The Stranger", "The Mother")
        assert "mother" not in str(stranger).lower()
        assert "stranger" not in str(mother).lower()

    def test_are_one_afterwards(self, client):
        (mother,) = ask(client, "/api/characters/?horizon=20")["results"]

        assert mother == ask(client, "/api/characters/mother/?horizon=20")
        assert mother["seen_as"][0]["fields"]["description"]["text"] == "Comes and goes."
        assert mother["parts"]["faces"][0]["fields"]["explanation"]["text"] == "She tells."

    def test_the_face_leads_to_its_truth(self, client):
        answer = client.get("/api/characters/stranger/?horizon=20")

        assert (answer.status_code, answer["Cache-Control"]) == (302, "no-store")
        assert answer["Location"] == f"{SITE}/api/characters/mother/?horizon=20"


class TestDiscrepancies:
    def test_are_told_with_what_they_are_about(self, client):
        make_person(key="eka-darville")
        make_source(key="a-source")
        dispute = make_discrepancy(about="person:eka-darville", about_field="title", printed="Darville", reason="So.")
        make_reading(dispute, "Danville", cites="[@a-source, ¶3]")
        make_discrepancy(about="person:eka-darville", horizon=20)
        make_discrepancy(about="person:eka-darville", **HIDDEN["draft"]())

        (told,) = ask(client, "/api/people/eka-darville/")["discrepancies"]

        assert told["fields"]["about_field"] == "title"
        assert told["fields"]["about"]["key"] == "eka-darville"
        assert (told["fields"]["printed"], told["fields"]["reason"]["text"]) == ("Darville", "So.")
        assert told["rows"]["readings"][0]["fields"]["value"] == "Danville"
        assert told["rows"]["readings"][0]["cites"][0]["locator"] == "¶3"


class TestUpdated:
    def test_says_nothing_of_what_is_not_published(self, client, season, admin_user):
        episode = make_episode(season, 1)
        before = client.get("/api/episodes/s02e01/")
        with hold(episode) as held:
            save(held, held.current.with_values({("teaser",): "A new one."}), by=admin_user)
        kept = client.get("/api/episodes/s02e01/")
        with hold(episode) as held:
            publish(held, by=admin_user)
        after = client.get("/api/episodes/s02e01/")

        assert kept.content == before.content
        assert kept["ETag"] == before["ETag"]
        assert after.json()["updated"] > before.json()["updated"]
        assert after["ETag"] != before["ETag"]

    def test_is_no_earlier_than_it_became_public(self, client):
        published = timezone.now().replace(microsecond=0) - timedelta(seconds=5)
        make_person(key="somebody", publish_at=published)

        assert ask(client, "/api/people/somebody/")["updated"] == published.isoformat()


def test_an_unknown_kind_is_not_found(client):
    assert refused(client, "/api/episodes/unknown/", 404) == client.get("/api/nothing/").json()
