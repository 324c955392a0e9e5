"""What editors and fixtures both changed, side by side, for an editor to settle."""

from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.urls import path

from ..desk import Held, save
from ..permissions import can_edit
from ..seeding.models import SeedConflict
from ..snapshot import Snapshot
from .conflicts import BESIDE_NOW, SettlesConflicts
from .disputes import Dispute, dispute_in
from .rescuing import rescued_if_refused

SETTLED = "Nothing was saved, since this was settled meanwhile."
WITH_FIXTURE = "admin/desk/seed.html"


class SeedDispute(NamedTuple):
    """In how many places, and where to settle them."""

    places: int
    url: str


class SettlesSeeds(SettlesConflicts):
    def get_urls(self):
        view = self.open_to_the_late(self.seed_view)
        return [path("<path:object_id>/seed/", view, name=self.page_name("seed")), *super().get_urls()]

    def seed_dispute(self, record, current: Snapshot) -> SeedDispute | None:
        """What the form of a record says of it, if there is anything to settle."""
        conflict = SeedConflict.objects.filter(**SeedConflict.name_of(record)).first()
        places = conflict.places(current) if conflict else ()
        return SeedDispute(len(places), self.page_url(record, "seed")) if places else None

    def seed_view(self, request, object_id):
        with rescued_if_refused(request), self.held(request, object_id) as held:
            conflict = SeedConflict.objects.filter(**SeedConflict.name_of(held.record)).first()
            if not can_edit(request.user, held.record):
                raise Http404("There is nothing to settle.")
            if conflict is None:
                return self.compare_anew(request, held, f"{SETTLED} {BESIDE_NOW}")
            base, fixture = conflict.sides(held.current)
            dispute = Dispute(base, held.current, fixture)
            if request.method == "POST":
                return self.answer_seed(request, held, conflict, dispute)
            return self.show_dispute(request, held, dispute, status=200, template=WITH_FIXTURE)

    def answer_seed(self, request, held: Held, conflict: SeedConflict, dispute: Dispute) -> HttpResponse:
        def saving(*args):
            revision = save(*args)
            conflict.delete()
            return revision

        if not conflict.places(held.current):
            conflict.delete()
            return self.compare_anew(request, held, f"{SETTLED} {BESIDE_NOW}")
        if dispute_in(request.POST, request.user, held.name) != dispute:
            return self.show_changed(request, held, dispute, WITH_FIXTURE)
        return self.answer_settlement(request, held, held.current, saving, stood="mine", template=WITH_FIXTURE)
