"""What editors and fixtures both changed, side by side, for an editor to settle."""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path

from ..desk import Held, save
from ..permissions import can_edit
from ..seeding.models import SeedConflict
from ..snapshot import Snapshot
from .conflicts import CHANGED_SINCE, Dispute, SettlesConflicts, dispute_in

WITH_FIXTURE = "admin/desk/seed.html"


class SeedDispute(NamedTuple):
    """In how many places, and where to settle them."""

    places: int
    url: str


class SettlesSeeds(SettlesConflicts):
    def get_urls(self):
        view = self.admin_site.admin_view(self.seed_view)
        return [path("<path:object_id>/seed/", view, name=self.page_name("seed")), *super().get_urls()]

    def seed_dispute(self, record, current: Snapshot) -> SeedDispute | None:
        """What the form of a record says of it, if there is anything to settle."""
        conflict = SeedConflict.objects.filter(**SeedConflict.name_of(record)).first()
        places = conflict.places(current) if conflict else ()
        return SeedDispute(len(places), self.page_url(record, "seed")) if places else None

    def seed_view(self, request, object_id):
        with self.held(request, object_id) as held:
            conflict = SeedConflict.objects.filter(**SeedConflict.name_of(held.record)).first()
            if conflict is None or not can_edit(request.user, held.record):
                raise Http404("There is nothing to settle.")
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
            messages.info(request, f"“{held.record}”: there was nothing left to settle.")
            return HttpResponseRedirect(self.change_url(held.record))
        if dispute_in(request, held) != dispute:
            return self.show_dispute(request, held, dispute, CHANGED_SINCE, template=WITH_FIXTURE)
        return self.answer_settlement(request, held, held.current, saving, stood="mine", template=WITH_FIXTURE)
