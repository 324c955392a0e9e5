"""What the checks find, for editors: counted as of some moment, and listed as it is now, kind of record by kind."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Min
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods

from . import kinds
from .checks import CHUNK, HEADINGS, Level, findings_in, one_run
from .checks.counting import count_for
from .checks.models import Tally
from .listing import kinds_on_the_desk
from .permissions import can_publish, can_view, visible_to

SECONDS = 5  # of counting, for one request
SECONDS_OF_LISTING = 3
MOST_RECORDS = 500  # that one page looks at
PER_PAGE = 50  # findings


@dataclass(frozen=True)
class Line:
    """How often something was found: in all, and in each kind of record with the address of the list of them."""

    level: Level
    code: str
    total: int
    kinds: list[tuple[str, int, str]]

    @property
    def heading(self) -> str:
        return HEADINGS[self.code]


@require_http_methods(["GET", "HEAD", "POST"])
def reports(request, site):
    if request.method == "POST":
        if not any(can_publish(request.user, model) for model in readable(site, request.user)):
            raise PermissionDenied("To count is for those who publish.")
        if not count_for(SECONDS):
            messages.info(request, "There is more to count than fits into one go: go on counting.")
        return HttpResponseRedirect(reverse("admin:reports"))
    if "kind" in request.GET:
        return list_findings(request, site)
    models = readable(site, request.user)
    tallies = Tally.objects.filter(model__in=[model._meta.label_lower for model in models])
    context = site.each_context(request) | {
        "title": "Reports",
        "lines": lines_for(site, request.user),
        "as_of": counted_at(site, request.user),
        "is_counting": tallies.filter(after__isnull=False).exists(),
        "lists": [(capfirst(model._meta.verbose_name_plural), address(model)) for model in models],
    }
    return TemplateResponse(request, "admin/desk/reports.html", context)


def readable(site, user) -> list:
    return [model for model in kinds_on_the_desk(site) if can_view(user, model)]


def counted_at(site, user) -> datetime | None:
    """The moment of the oldest count that `lines_for` tells; None if nothing was counted yet."""
    labels = [model._meta.label_lower for model in readable(site, user)]
    counted = Tally.objects.filter(model__in=labels, counted_at__isnull=False)
    return counted.aggregate(Min("counted_at"))["counted_at__min"]


def lines_for(site, user) -> list[Line]:
    """Errors first, then by number. Whoever does not know of all unfinished entries is told of none of them here."""
    tallies = {tally.model: tally.counts for tally in Tally.objects.all()}
    found: dict[tuple[str, str], list] = defaultdict(list)
    for model in readable(site, user):
        knows_all = can_publish(user, model)
        for name, (number, unfinished) in tallies.get(model._meta.label_lower, {}).items():
            level, _, code = name.partition(":")
            known = number if knows_all else number - unfinished
            if known and code in HEADINGS:
                kind = (str(model._meta.verbose_name_plural), known, address(model, code))
                found[level, code].append(kind)
    lines = [Line(Level(level), code, sum(each[1] for each in of), of) for (level, code), of in found.items()]
    return sorted(lines, key=lambda line: (line.level != Level.ERROR, -line.total, line.code))


def address(model, code: str = "", after: int = 0) -> str:
    query = {"kind": kinds.kind_of(model), "code": code, "after": after or ""}
    return f"{reverse('admin:reports')}?{urlencode({name: value for name, value in query.items() if value})}"


def list_findings(request, site):
    """What is found now, from one record on; no page looks at more records, or for longer, than it may."""
    by_kind = {kinds.kind_of(model): model for model in readable(site, request.user)}
    model, code, after = by_kind.get(request.GET["kind"]), request.GET.get("code", ""), request.GET.get("after", "0")
    if model is None or (code and code not in HEADINGS):
        raise Http404("There is no such report for you.")
    if not (after.isascii() and after.isdigit() and len(after) <= 18):
        raise Http404(f"No record has the number {after[:50]!r}.")
    found, last = findings_from(visible_to(model.objects.all(), request.user), request.user, code, int(after))
    context = site.each_context(request) | {
        "title": f"Reports: {model._meta.verbose_name_plural}",
        "heading": HEADINGS.get(code, "All that is found"),
        "opts": model._meta,
        "found": found,
        "is_first": after == "0",
        "more_url": address(model, code, last) if last else "",
    }
    return TemplateResponse(request, "admin/desk/report.html", context)


@one_run()
def findings_from(records, user, code: str, after: int) -> tuple[list, int | None]:
    """[(record, its findings)], and the last record that was looked at if there are more."""
    found, number, seen = [], 0, 0
    until = monotonic() + SECONDS_OF_LISTING
    while chunk := list(records.filter(pk__gt=after).order_by("pk")[:CHUNK]):
        for record, findings in findings_in(chunk, user).items():
            after, seen = record.pk, seen + 1
            if wanted := [finding for finding in findings if code in ("", finding.code)]:
                found.append((record, wanted))
                number += len(wanted)
            if number >= PER_PAGE:
                break
        is_last = record is chunk[-1] and len(chunk) < CHUNK
        if is_last:
            return found, None
        if number >= PER_PAGE or seen >= MOST_RECORDS or monotonic() > until:
            return found, after
    return found, None
