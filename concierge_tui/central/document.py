"""The OpenAPI document of the service, which is part of the product."""

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from concierge_tui.central.described import MODELS

_DESCRIPTION: Final = """\
mbsync/1: how the operations of laptops travel (docs/sync.md). Every request but health and
metrics is signed by RFC 9421 (Ed25519, tag `mbsync`) over `@method`, `@target-uri` and
`content-digest`, with `created`, `nonce` and `keyid` = device id."""
_REFERENCES: Final = "#/components/schemas/{model}"


def describe(app: FastAPI) -> None:
    """Let `app` answer with a document that says no more and no less than it does."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _document(app: FastAPI) -> dict[str, Any]:
    written = get_openapi(
        title=app.title, version=app.version, description=_DESCRIPTION, routes=app.routes
    )
    _, models = models_json_schema(
        [(model, "validation") for model in MODELS], ref_template=_REFERENCES
    )
    for path in written["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)  # what cannot be read is answered with 400
    schemas = written.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(models["$defs"])
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    written["components"]["schemas"] = dict(sorted(schemas.items()))
    return written
