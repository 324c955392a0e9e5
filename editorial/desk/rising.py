"""What keeps its order when a row of things is put into another one."""

from bisect import bisect_left
from collections.abc import Sequence


def longest_rise(numbers: Sequence[int]) -> set[int]:
    """The numbers of a longest rising run: what can stay while the others move. No number comes twice."""
    last_of: list[int] = []  # of the runs so far, by their length, the one that ends lowest
    before: dict[int, int | None] = {}  # the number that comes before this one in its run
    for number in numbers:
        length = bisect_left(last_of, number)
        before[number] = last_of[length - 1] if length else None
        last_of[length : length + 1] = [number]
    run = set()
    number = last_of[-1] if last_of else None
    while number is not None:
        run.add(number)
        number = before[number]
    return run
