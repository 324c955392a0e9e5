import pytest

from editorial.horizon import code_label, is_code


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("s02e11", "season 2, episode 11"),
        ("s01e01", "season 1, episode 1"),
        ("s10e20", "season 10, episode 20"),
    ],
)
def test_code_label_says_season_and_episode(code, label):
    assert is_code(code) is True
    assert code_label(code) == label


@pytest.mark.parametrize(
    "text", ["", "s2e11", "S02E11", "s02e111", "s02", " s02e11", "s02e11\n", "s٠٢e11", "s02e١١", "e11s02"]
)
def test_what_is_not_exactly_a_code_has_no_label(text):
    assert is_code(text) is False
    with pytest.raises(ValueError, match="is no episode code"):
        code_label(text)
