from episodes.grouping import by_choice, credit_lines
from episodes.models import Casting, Credit, Episode
from people.models import Character, Person


def credit(name, job="writer", **fields):
    person = Person(title=name, horizon=fields.pop("person_horizon", 0))
    return Credit(person=person, episode=Episode(), job=job, **fields)


def lines(*found):
    return [str(line) for line in credit_lines(found)]


def test_by_choice_goes_in_the_order_of_the_choices_and_keeps_that_of_the_rows():
    guest, lead, nobody = Casting(billing="guest"), Casting(billing="main"), Casting(billing="")
    second_lead = Casting(billing="main")

    groups = by_choice([nobody, guest, lead, second_lead], "billing")

    assert [(label, [id(row) for row in rows]) for label, rows in groups] == [
        ("main", [id(lead), id(second_lead)]),
        ("guest", [id(guest)]),
        ("", [id(nobody)]),
    ]


def test_by_choice_of_nothing_is_nothing():
    assert by_choice([], "billing") == []


def test_a_line_joins_names_as_printed():
    assert lines(
        credit("Jack Kenny", label_as_printed="Written by"),
        credit("Lisa Randolph", label_as_printed="Written by", joiner_as_printed="&"),
        credit("Third Hand", label_as_printed="Written by"),
    ) == ["Written by Jack Kenny & Lisa Randolph, Third Hand"]


def test_what_joins_the_first_name_is_not_printed():
    assert lines(credit("Jack Kenny", joiner_as_printed="&")) == ["Written by Jack Kenny"]


def test_each_label_has_a_line_in_the_order_of_its_first_name():
    assert lines(
        credit("Jesse Harris", "story", label_as_printed="Story by"),
        credit("Melissa Rosenberg", "teleplay"),
        credit("Another Hand", "story", label_as_printed="Story by"),
    ) == ["Story by Jesse Harris, Another Hand", "Teleplay by Melissa Rosenberg"]


def test_what_gives_something_away_has_a_line_of_its_own():
    found = credit_lines([credit("Open"), credit("Veiled", horizon=14), credit("Secret", person_horizon=20)])

    assert [(line.horizon, str(line)) for line in found] == [
        (0, "Written by Open"),
        (14, "Written by Veiled"),
        (20, "Written by Secret"),
    ]


def test_a_line_cites_each_source_once():
    (line,) = credit_lines(
        [credit("A", cites="[@report]"), credit("B", cites="[@report]"), credit("C", cites="[@book]")]
    )

    assert line.cites == "[@report] [@book]"


def test_a_casting_is_known_from_the_latest_of_what_it_names():
    casting = Casting(person=Person(horizon=13), character=Character(horizon=19), horizon=15)

    assert casting.known_from() == 19
