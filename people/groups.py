"""The groups in which people are found, as each app knows them: those above add theirs in `AppConfig.ready`.

    groups.register(Group("critics", "critics", lambda horizon: Review.objects.public().open(horizon).values("critic")))

A group's members are primary keys of people, for a horizon: only what may stand open puts somebody into a group.
"""

from collections.abc import Iterable

from editorial.pages.facets import Group

_groups: dict[str, Group] = {}


def register(*groups: Group) -> None:
    _groups.update((group.value, group) for group in groups)


def groups() -> Iterable[Group]:
    return _groups.values()


def group(value: str, label: str, model, person: str, **fields) -> Group:
    """Whom the open records of a model name in one of their fields."""

    def members(horizon):
        named = model.objects.public().open(horizon).filter(**fields, **{f"{person}__isnull": False})
        return named.order_by().values(person)

    return Group(value, label, members)
