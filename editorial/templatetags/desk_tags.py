"""What the pages of the desk say in the same way everywhere."""

from django import template
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst

from ..checks import completeness
from ..snapshot.shape import shape_of

register = template.Library()


@register.inclusion_tag("admin/desk/_error_summary.html")
def error_summary(form, inlines=()):
    """What is wrong with a form and its rows, with links: {% error_summary adminform.form inline_admin_formsets %}"""
    return {"problems": problems_in(form, inlines or ())}


def problems_in(form, inlines) -> list[dict]:
    """What is wrong with a form and its rows."""
    problems = problems_of(form)
    for inline in inlines:
        kind = capfirst(inline.opts.verbose_name)
        problems += [problem(None, f"{kind}", message) for message in inline.formset.non_form_errors()]
        for number, row in enumerate(inline.formset.forms, start=1):
            problems += problems_of(row, f"{kind} {number}")
    return problems


def problems_of(form, row="") -> list[dict]:
    problems = []
    for name, messages in form.errors.items():
        if name == NON_FIELD_ERRORS or name not in form.fields:
            problems += [problem(None, row, message) for message in messages]
        else:
            where = ", ".join(filter(None, [row, capfirst(str(form[name].label))]))
            problems += [problem(form[name].id_for_label or form[name].auto_id, where, each) for each in messages]
    return problems


def problem(field, where, message) -> dict:
    return {"field": field, "where": where, "message": message}


@register.inclusion_tag("admin/desk/_completeness.html")
def completeness_of(record):
    """How much of what is wanted is there, and what is missing: {% completeness_of original %}"""
    return {"state": completeness(record)}


@register.filter
def new_of_kind(model):
    """“New person”: {{ model|new_of_kind }}"""
    return f"New {model._meta.verbose_name}"


@register.filter
def form_anchor(finding):
    """Where in the form of its record a finding is to be mended: {{ change_url }}{{ finding|form_anchor }}"""
    shape = shape_of(type(finding.record))
    if finding.part is finding.record:
        if not finding.field:
            return ""
        return f"#{finding.field}-group" if finding.field in shape.rows else f"#id_{finding.field}"
    for accessor, row_shape in shape.rows.items():
        if isinstance(finding.part, row_shape.model):
            rows = [row.pk for row in getattr(finding.record, accessor).all()]
            if finding.field and finding.part.pk in rows:
                return f"#id_{accessor}-{rows.index(finding.part.pk)}-{finding.field}"
            return f"#{accessor}-group"
    return ""
