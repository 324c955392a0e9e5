"""Asking the API, and holding each answer against the description that the API gives of itself."""

import re
from functools import cache

from django.test import Client
from jsonschema import Draft202012Validator

from jjsite.api.description import description


def ask(client: Client, address: str):
    """What is answered, which is as the description says."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.content[:500])
    assert response["Content-Type"] == "application/json"
    hold_against_description(address, response)
    return response.json()


def refused(client: Client, address: str, status: int) -> dict:
    """What is said of what cannot be answered."""
    response = client.get(address)
    assert response.status_code == status, (address, response.content[:500])
    hold_against_description(address, response)
    return response.json()


def hold_against_description(address: str, response) -> None:
    faults = [f"{fault.json_path}: {fault.message}"[:300] for fault in faults_of(address, response)]
    assert faults == [], (address, faults[:3])


def faults_of(address, response):
    said = resolved(operation_at(address.partition("?")[0])["responses"][str(response.status_code)])
    (content_type, content), *others = said["content"].items()
    assert not others
    assert response["Content-Type"] == content_type
    return validator(content["schema"]["$ref"]).iter_errors(response.json())


def operation_at(path: str) -> dict:
    paths = description()["paths"]
    return next(paths[known]["get"] for known in paths if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", known), path))


def resolved(part: dict) -> dict:
    reference = part.get("$ref", "")
    return description()["components"]["responses"][reference.rpartition("/")[2]] if reference else part


@cache
def validator(reference: str) -> Draft202012Validator:
    schema = {"$ref": reference, "components": description()["components"]}
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
