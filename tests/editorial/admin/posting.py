"""What a browser sends of the form on a page."""

from html.parser import HTMLParser

from django.urls import reverse

from editorial.revisions.models import WorkingCopy
from editorial.snapshot import Snapshot


class FormReader(HTMLParser):
    """Collects the fields of the largest form; a template for rows to be added is none of them."""

    def __init__(self):
        super().__init__()
        self.fields, self.select, self.text, self.options = {}, None, None, []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "input" and name and attrs.get("type") not in ("submit", "file"):
            is_box = attrs.get("type") == "checkbox"
            if not is_box or "checked" in attrs:
                self.fields.setdefault(name, []).append(attrs.get("value", "on" if is_box else ""))
        elif tag == "textarea":
            self.text = name
            self.fields[name] = [""]
        elif tag == "select":
            self.select, self.options, self.several = name, [], "multiple" in attrs
        elif tag == "option" and self.select:
            self.options.append((attrs.get("value", ""), "selected" in attrs))

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.text = None
        elif tag == "select" and self.select:
            chosen = [value for value, selected in self.options if selected]
            if not chosen and self.options and not self.several:
                chosen = [self.options[0][0]]
            self.fields[self.select] = chosen
            self.select = None

    def handle_data(self, data):
        if self.text:
            self.fields[self.text][0] += data


def fields_of(response) -> dict[str, list[str]]:
    reader = FormReader()
    reader.feed(response.content.decode())
    # Browsers leave out the line break after the tag of a text area.
    fields = {name: [value.removeprefix("\n") for value in values] for name, values in reader.fields.items()}
    return {name: values for name, values in fields.items() if "__prefix__" not in name}


def copy_of(record) -> Snapshot:
    """What the working copy of a record says."""
    return WorkingCopy.objects.of(record).get().revision.snapshot


def rows_of(record, accessor) -> list[dict]:
    """The rows of a kind in the working copy of a record, in their order."""
    return sorted(copy_of(record).rows[accessor].values(), key=lambda fields: fields["order"])


def admin_url(record_or_model, action):
    meta = record_or_model._meta
    args = [] if isinstance(record_or_model, type) else [record_or_model.pk]
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{action}", args=args)


def save_form(client, url, **changes):
    """Open the form, change some of its fields, and save."""
    return client.post(url, fields_of(client.get(url)) | changes)


def publish(client, record, summary="As agreed."):
    """Publish on the page for it, with a reason for each warning."""
    url = admin_url(record, "publishing")
    page = client.get(url)
    reasons = {f"reason:{finding.code}": "So be it." for finding, _ in page.context["warnings"]}
    return client.post(url, fields_of(page) | reasons | {"verb": "publish", "_summary": summary})


def errors_of(response) -> dict[str, list[str]]:
    """What the form says is wrong, by field; that of a row by the name that the row's field has in the form."""
    errors = dict(response.context["adminform"].form.errors)
    for inline in response.context["inline_admin_formsets"]:
        for form in inline.formset.forms:
            errors |= {form.add_prefix(name): messages for name, messages in form.errors.items()}
        if inline.formset.non_form_errors():
            errors[inline.formset.prefix] = inline.formset.non_form_errors()
    return {name: list(messages) for name, messages in errors.items()}


def add_row(fields, prefix, **row):
    """The fields with one more row of an inline."""
    number = int(fields[f"{prefix}-TOTAL_FORMS"][0])
    row_fields = {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return fields | row_fields | {f"{prefix}-TOTAL_FORMS": str(number + 1)}
