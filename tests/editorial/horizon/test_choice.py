import pytest

from editorial.horizon import ALL, NEVER, NOT_CHOSEN, Standing, parse_horizon, up_to

OPEN, VEILED, WITHHELD = Standing.OPEN, Standing.VEILED, Standing.WITHHELD


@pytest.mark.parametrize(
    ("horizon", "standings"),
    [
        (NOT_CHOSEN, [OPEN, VEILED, VEILED, VEILED, VEILED]),
        (up_to(0), [OPEN, WITHHELD, WITHHELD, WITHHELD, WITHHELD]),
        (up_to(13), [OPEN, OPEN, OPEN, WITHHELD, WITHHELD]),
        (up_to(9999), [OPEN, OPEN, OPEN, OPEN, WITHHELD]),
        (ALL, [OPEN, OPEN, OPEN, OPEN, OPEN]),
    ],
)
def test_how_things_stand(horizon, standings):
    assert [horizon.standing(number) for number in (0, 1, 13, 14, NEVER)] == standings


@pytest.mark.parametrize(
    ("horizon", "is_chosen", "withholds"),
    [(NOT_CHOSEN, False, False), (up_to(0), True, True), (up_to(13), True, True), (ALL, True, False)],
)
def test_what_a_horizon_does(horizon, is_chosen, withholds):
    assert (horizon.is_chosen, horizon.withholds) == (is_chosen, withholds)


@pytest.mark.parametrize(
    ("text", "horizon"), [("", NOT_CHOSEN), ("all", ALL), ("0", up_to(0)), ("13", up_to(13)), ("9999", up_to(9999))]
)
def test_a_horizon_is_read_and_written_as_text(text, horizon):
    assert parse_horizon(text) == horizon
    assert str(horizon) == text


@pytest.mark.parametrize(
    "text",
    ["10000", "-1", "+1", "01", "1.5", "1e3", "ALL", "all ", " ", "1\n", "13\x00", "١٣", "nan", "inf", "9" * 5000],
)
def test_nothing_else_is_a_horizon(text):
    with pytest.raises(ValueError, match="is no horizon: give a number from 0 to 9999, “all”, or nothing at all"):
        parse_horizon(text)


def test_a_wrong_horizon_is_named_but_not_at_length():
    with pytest.raises(ValueError, match=r"^'xxxxxxxxxxxxxxxxxxxx' is no horizon"):
        parse_horizon("x" * 100_000)
