"""The forms of a page: what a browser sends of each, and with which buttons."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)  # the names of fields to type in
    boxes: dict[str, list[str]] = field(default_factory=dict)  # what could be ticked
    choices: dict[str, list[str]] = field(default_factory=dict)  # what could be chosen

    def filled(self, **changes) -> dict[str, list[str]]:
        """What is sent after something was typed; a template for rows to be added is not."""
        fields = {name: values for name, values in self.fields.items() if "__prefix__" not in name}
        return fields | changes


class FormsReader(HTMLParser):
    def __init__(self, text: str):
        super().__init__()
        self.forms: list[Form] = []
        self.form = self.area = self.select = None
        self.feed(text)
        for form in self.forms:
            # Browsers leave out the line break after the tag of a text area.
            form.fields = {name: [value.removeprefix("\n") for value in each] for name, each in form.fields.items()}

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "button" or (tag == "input" and given.get("type") in ("submit", "image")):
            self.form.buttons.append((name, given.get("value", "")))
        elif tag == "input" and name:
            self.read_input(given, name)
        elif tag == "textarea":
            self.area = name
            self.form.fields[name] = [""]
            self.form.texts.append(name)
        elif tag == "select":
            self.select, self.several = name, "multiple" in given
            self.form.fields[name], self.form.choices[name] = [], []
        elif tag == "option" and self.select:
            value = given.get("value", "")
            first = not self.form.choices[self.select] and not self.several
            self.form.choices[self.select].append(value)
            if "selected" in given:
                chosen = self.form.fields[self.select]
                self.form.fields[self.select] = [*chosen, value] if self.several else [value]
            elif first:
                self.form.fields[self.select] = [value]

    def read_input(self, given, name):
        kind, value = given.get("type", "text"), given.get("value", "")
        if kind in ("checkbox", "radio"):
            self.form.boxes.setdefault(name, []).append(value or "on")
            if "checked" in given:
                self.form.fields.setdefault(name, []).append(value or "on")
        elif kind != "file":
            self.form.fields.setdefault(name, []).append(value)
            if kind == "text":
                self.form.texts.append(name)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.form and self.area:
            self.form.fields[self.area][0] += data


def forms_in(text: str) -> list[Form]:
    return FormsReader(text).forms
