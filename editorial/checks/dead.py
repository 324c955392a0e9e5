from ..links.dead import dead_marks_in
from .findings import Level, declare

dead_link = declare("dead-link", "Links, citations and veils that lead nowhere", Level.ERROR)


def find_dead_links(records):
    for record, marks in dead_marks_in(records).items():
        for mark in marks:
            yield dead_link(record, mark.message, mark.part, mark.field)
