"""Lists as an editor opens and sends them."""

from .posting import admin_url, fields_of


def open_list(client, model, **query) -> dict[str, list[str]]:
    return fields_of(client.get(admin_url(model, "changelist"), query))


def rows_of(fields) -> dict[int, str]:
    """By primary key, how the form calls the row."""
    total = int(fields["form-TOTAL_FORMS"][0])
    return {int(fields[f"form-{index}-id"][0]): f"form-{index}" for index in range(total)}


def type_in(fields, record, **columns) -> dict:
    row = rows_of(fields)[record.pk]
    return fields | {f"{row}-{name}": value for name, value in columns.items()}


def send_list(client, model, fields, **query):
    address = admin_url(model, "changelist") + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")
    return client.post(address, fields | {"_save": "Save"}, follow=True)


def run_action(client, action, fields, *records):
    chosen = {"action": action, "index": "0", "_selected_action": [record.pk for record in records]}
    return client.post(admin_url(type(records[0]), "changelist"), fields | chosen, follow=True)


def row_errors(response) -> dict[str, list[str]]:
    """What a list that is shown again asks about, by the name of the field."""
    errors = {}
    for form in response.context["cl"].formset.forms:
        errors |= {form.add_prefix(name): list(texts) for name, texts in form.errors.items()}
    return errors


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]
