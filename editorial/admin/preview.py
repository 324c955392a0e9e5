"""The public page as a form would make it, or as it was last saved: drawn on the stage, and nothing of it kept."""

from django.contrib.admin.utils import unquote
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import capfirst
from django.views.decorators.http import require_POST, require_safe

from ..desk import hold
from ..horizon import NOT_CHOSEN, Horizon, parse_horizon
from ..kinds import one_of
from ..pages.preview import NO_PAGE, THEMES, has_preview, parse_theme, preview_held, render_preview
from ..permissions import can_preview
from ..templatetags.desk_tags import problem, problems_in
from .formfields import horizon_choices
from .saving import SavesThroughDesk

HORIZON, THEME = "_horizon", "_theme"


class PreviewsForm(SavesThroughDesk):
    """A form whose page can be seen before it is saved, if its kind has pages."""

    def get_urls(self):
        name = self.page_name("preview")
        view = self.admin_site.admin_view(require_POST(self.preview_view))
        look = self.admin_site.admin_view(require_safe(self.look_view))
        return [
            path("add/preview/", view, name=f"{name}_addition"),
            path("<path:object_id>/preview/", view, name=name),
            path("<path:object_id>/look/", look, name=self.page_name("look")),
            *super().get_urls(),
        ]

    def preview_url(self, record) -> str:
        if record:
            return self.page_url(record, "preview")
        return self.list_page_url("preview_addition")

    def look_view(self, request, object_id):
        """The page as it was last saved, for whoever may know of it."""
        self.check_that_there_is_a_page()
        with self.held(request, object_id) as held:
            return preview_held(held, request.user)

    def check_that_there_is_a_page(self):
        if not has_preview(self.model()):
            raise Http404(f"{capfirst(one_of(self.model))} has no page of its own.")

    def preview_view(self, request, object_id=None):
        self.check_that_there_is_a_page()
        request.FILES.clear()  # Nothing is stored for a look.
        request.is_preview = True
        return self.changeform_view(request, object_id)

    def answer(self, request, object_id, form_url, context):
        if not is_preview(request):
            return super().answer(request, object_id, form_url, context)
        request.saved_by_form = None
        if object_id is None:
            with self.addition_on_stage(request, form_url, context) as on_stage:
                return self.show_preview(request, on_stage.response)
        with (
            hold(self.model(pk=int(unquote(object_id)))) as held,
            self.form_on_stage(request, object_id, held, form_url, context) as on_stage,
        ):
            return self.show_preview(request, on_stage.response)

    def show_preview(self, request, response) -> HttpResponse:
        problems = []
        if request.saved_by_form is None:
            problems = problems_in(
                response.context_data["adminform"].form, response.context_data["inline_admin_formsets"]
            )
        elif not can_preview(request.user, request.saved_by_form):
            problems.append(problem(None, "", NO_PAGE))
        try:
            horizon, theme = view_of(request.POST)
        except ValueError as error:
            problems.append(problem(None, "", str(error)))
        if problems:
            return self.show_problems(request, problems)
        return render_preview(request.saved_by_form, horizon, theme=theme)

    def show_problems(self, request, problems) -> HttpResponse:
        count = len(problems)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Not shown: {f'{count} things need' if count > 1 else 'one thing needs'} mending",
            "opts": self.opts,
            "problems": problems,
        }
        return TemplateResponse(request, "admin/desk/not_shown.html", context, status=422).render()

    def response_add(self, request, obj, post_url_continue=None):
        return HttpResponse() if is_preview(request) else super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return HttpResponse() if is_preview(request) else super().response_change(request, obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        may_save = self.has_change_permission(request, obj) if change else self.has_add_permission(request)
        if has_preview(self.model()) and may_save and not context["is_popup"]:
            context["preview"] = {
                "url": self.preview_url(obj if change else None),
                "form": f"{self.opts.model_name}_form",
                "horizons": [("", "not chosen"), *horizon_choices(request), ("all", "everything")],
                "themes": [("", "as the system has it"), *((theme, theme) for theme in THEMES)],
            }
        return super().render_change_form(request, context, add, change, form_url, obj)


def is_preview(request) -> bool:
    return getattr(request, "is_preview", False)


def view_of(post) -> tuple[Horizon, str]:
    """How the page is to be looked at; ValueError with a sentence if there is no such way."""
    return parse_horizon(post.get(HORIZON, str(NOT_CHOSEN))), parse_theme(post.get(THEME, ""))
