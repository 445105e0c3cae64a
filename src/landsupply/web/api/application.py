"""接口总表 · All operations, the document that describes them, and the page that shows it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI

from landsupply.law.words import say
from landsupply.web.api import briefs, jobs, ledger, lists, plans, public, reading
from landsupply.web.api.operation import Operation, register
from landsupply.web.api.told import take_over
from landsupply.web.routes import Asked, Route

OPERATIONS: tuple[Operation, ...] = (
    *ledger.OPERATIONS,
    *lists.OPERATIONS,
    *briefs.OPERATIONS,
    *jobs.OPERATIONS,
    *plans.OPERATIONS,
    *reading.OPERATIONS,
    *public.OPERATIONS,
)
VERSION = "1"


def _application() -> NinjaAPI:
    api = NinjaAPI(
        title=say("U000", "zh"),
        version=VERSION,
        description=say("U608", "zh"),
        docs_url=None,
        urls_namespace="api",
    )
    take_over(api)
    register(api, OPERATIONS)
    return api


api = _application()


def docs(asked: Asked) -> HttpResponse:
    """接口说明 · Every operation with what it takes and answers, from the document of all operations."""
    schema: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/")
    return asked.page("api/docs.html", groups=_groups(schema), title=schema["info"]["title"])


def _groups(schema: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Operations by the first part of their address, each with its parameters and the fields of its body."""
    groups: dict[str, list[dict[str, Any]]] = {}
    verbs = {one.name: one.verb.value if one.verb else "" for one in OPERATIONS}
    for address, methods in schema["paths"].items():
        for method, told in methods.items():
            shown = {
                "method": method.upper(),
                "address": address,
                "name": told["operationId"],
                "zh": told["summary"],
                "en": told.get("description", ""),
                "verb": verbs[told["operationId"]],
                "parameters": [_parameter(one) for one in told.get("parameters", ())],
                "body": _body(told, schema),
                "answers": _answer(told, schema),
            }
            groups.setdefault(told["tags"][0], []).append(shown)
    return groups


def _parameter(one: dict[str, Any]) -> dict[str, str]:
    required = "*" if one.get("required") else ""
    return {"name": one["name"] + required, "where": one["in"], "kind": _kind(one.get("schema", {}))}


def _body(told: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, str]]:
    content = told.get("requestBody", {}).get("content", {})
    return [field for one in content.values() for field in _fields(one["schema"], schema)]


def _answer(told: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, str]]:
    answer: dict[str, Any] = next((one for code, one in told["responses"].items() if str(code).startswith("2")), {})
    return [field for one in answer.get("content", {}).values() for field in _fields(one.get("schema", {}), schema)]


def _fields(shape: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, str]]:
    if "$ref" in shape:
        shape = schema["components"]["schemas"][shape["$ref"].rsplit("/", 1)[-1]]
    required = shape.get("required", ())
    return [
        {"name": name + ("*" if name in required else ""), "kind": _kind(one)}
        for name, one in shape.get("properties", {}).items()
    ]


def _kind(shape: dict[str, Any]) -> str:
    """A type in as few words as tell it."""
    if "$ref" in shape:
        return str(shape["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in shape:
        return " | ".join(_kind(one) for one in shape["anyOf"])
    if "enum" in shape:
        return " | ".join(str(one) or '""' for one in shape["enum"])
    if shape.get("type") == "array":
        return f"[{_kind(shape.get('items', {}))}]"
    return str(shape.get("format") or shape.get("type") or "…")


ROUTES = (Route(path="api/docs", view=docs, name="api_docs", verb=None),)


def patterns() -> list[URLPattern | URLResolver]:
    """接口地址 · All of them under /api/; the page that shows them stands before, in the pages' own list."""
    return [path("api/", api.urls)]
