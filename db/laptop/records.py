"""Rows of the tables as what the services know."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)


def model_of(kind: type[Model], names: Sequence[str], row: Sequence[Any]) -> Model:
    """Return a row as its model; what is null keeps the default, and lists are kept as JSON."""
    listed = _listed(kind)
    values = {
        name: json.loads(value) if name in listed else value
        for name, value in zip(names, row, strict=True)
        if value is not None
    }
    return kind.model_validate(values)


@cache
def _listed(kind: type[BaseModel]) -> frozenset[str]:
    fields = kind.model_fields.items()
    return frozenset(name for name, field in fields if get_origin(field.annotation) is tuple)
