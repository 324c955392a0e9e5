"""Which links to sources may be told of: those of public entries that stand open before a reader."""

from django.db.models import Q

from editorial import kinds
from editorial.horizon import KIND, Horizon, Standing, episodes
from editorial.links.index import SOURCE
from editorial.links.models import Link, Relation


def citing(horizon: Horizon):
    return Link.objects.filter(citing_q(horizon), to_kind=SOURCE, relation=Relation.CITES)


def citing_q(horizon: Horizon) -> Q:
    q = Q(pk__in=[])
    for word in kinds.words():
        q |= Q(from_kind=word, from_key__in=open_keys(word, horizon))
    return q & ~Q(from_kind=SOURCE)


def cited_by(word: str, horizon: Horizon):
    """The keys of the sources that entries of that kind cite."""
    links = Link.objects.filter(to_kind=SOURCE, relation=Relation.CITES, from_kind=word)
    return links.filter(from_key__in=open_keys(word, horizon)).values("to_key")


def open_keys(word: str, horizon: Horizon):
    """The keys of the entries of a kind of which it may stand open whom they cite: of an episode its number says it."""
    entries = kinds.model_of(word).objects.public().open(horizon).order_by()
    if word == KIND:
        seen = [each.code for each in episodes() if horizon.standing(each.number) is Standing.OPEN]
        entries = entries.filter(key__in=seen)
    return entries.values("key")
