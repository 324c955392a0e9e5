"""A part that does not answer holds nobody up."""

from threading import Event

from jjsite.health.looking import Look, Problem, look_at


def test_what_is_well_has_no_problem_and_what_fails_says_why():
    def fail():
        raise OSError("no room")

    found = look_at({"well": Look(lambda: None), "full": Look(fail)})

    assert found == {"well": None, "full": Problem("failed", "OSError: no room")}


def test_what_does_not_answer_is_slow_and_looked_at_once():
    answers, looked = Event(), []

    def wait():
        looked.append(True)
        answers.wait()

    look = Look(wait)
    found = [look_at({"part": look}, patience=0.01) for _ in range(3)]

    assert [each["part"].word for each in found] == ["slow"] * 3
    assert looked == [True]

    answers.set()
    assert look_at({"part": look}) == {"part": None}
