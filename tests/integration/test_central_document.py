"""The OpenAPI document says what the service does, and the service does what it says."""

import json
import logging
from typing import Any

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from pydantic import BaseModel
from schemathesis.specs.openapi.checks import positive_data_acceptance

from concierge_tui.central import described
from concierge_tui.central.figures import LOG, AsJson
from concierge_tui.domain.central_errors import OtherArea
from concierge_tui.domain.clock import system_clock
from concierge_tui.domain.operation import Draft
from concierge_tui.sync.packing import pack, unpack
from concierge_tui.sync.protocol import MAX_PAGE_RAW, MEDIA_TYPE, Batch, pack_batch
from concierge_tui.sync.signing import DeviceKey, Request, sign_request
from tests.syncing.laptops import AREA, Laptop
from tests.syncing.pens import Pen
from tests.syncing.service import Running, enrolled, link, synchronise
from tools.openapi import PLACE, document

SECRETS = ("たなか", "緑区", "ひみつの秘密")


def test_the_document_that_is_kept_is_the_one_of_the_routes() -> None:
    assert PLACE.read_text(encoding="utf-8") == document(), "run: python -m tools.openapi"


class Signing(requests.auth.AuthBase):
    """Signs what schemathesis made up as a laptop signs what it means."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen

    def __call__(self, prepared: Any) -> Any:
        body = prepared.body or b""
        raw = body.encode() if isinstance(body, str) else body
        request = Request(prepared.method, prepared.url, dict(prepared.headers))
        sign_request(request, raw, self._pen.key, self._pen.stream.device, system_clock())
        prepared.headers.update(request.headers)
        return prepared


@schemathesis.serializer(MEDIA_TYPE)
def packed(_: Any, value: Any) -> bytes:
    """Pack what was made up, as far as it can be packed."""
    return value if isinstance(value, bytes) else pack(value)


def asked_openly() -> dict[str, Any]:
    """Return the document with batches told as what they hold: no luck makes a zstd frame."""
    told: dict[str, Any] = json.loads(document())
    body = told["paths"]["/v1/push"]["post"]["requestBody"]["content"][MEDIA_TYPE]
    body["schema"] = body["schema"]["contentSchema"]
    for path in told["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", []):
                if parameter["name"] == "area":  # nor does any luck meet the area of a device
                    parameter["schema"] = {"type": "string", "enum": [AREA]}
    return told


def explored(service: Running, examples: int) -> None:
    """Let schemathesis ask whatever it likes, signed by a device that was let in."""
    from db.central import devices
    from db.central.transactions import durably

    durably(service.engine, lambda connection: devices.add_area(connection, AREA, "みその"))
    signing = Signing(Pen(AREA).enrol(service.engine))
    schema = schemathesis.openapi.from_dict(asked_openly())
    schema.config.update(base_url=service.url)
    for found in schema.get_all_operations():
        explore(found.ok(), signing, examples)  # type: ignore[union-attr]


def explore(operation: Any, signing: Signing, examples: int) -> None:
    # No schema says that columns are equally long, or which cursors the service gave.
    said = operation.path not in ("/v1/push", "/v1/pull", "/v1/snapshot")
    beyond = [] if said else [positive_data_acceptance]

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        case.call_and_validate(auth=signing, excluded_checks=beyond)

    ask()


def test_whatever_is_asked_the_service_answers_as_it_says(service: Running) -> None:
    explored(service, 6)


@pytest.mark.soak
@pytest.mark.timeout(3000)
def test_whatever_is_asked_for_long_the_service_answers_as_it_says(service: Running) -> None:
    explored(service, 500)


def test_every_answer_holds_what_the_document_says(service: Running, laptop: Laptop) -> None:
    answers: list[tuple[type[BaseModel], Any]] = []
    laptop.family()
    laptop.write(Draft("Not A Kind!", "x", {}))
    enrolled(laptop, service)
    synchronise(laptop).sync()
    device, incarnation, area = laptop.replica.stream()

    def ask(method: str, path: str, model: type[BaseModel], body: bytes = b"") -> Any:
        request = Request(method, service.url + path, {"content-type": MEDIA_TYPE})
        key = DeviceKey(laptop.replica.key())
        sign_request(request, body, key, device, system_clock())
        reply = httpx.request(method, request.url, headers=request.headers, content=body)
        answers.append((model, unpack(reply.content, MAX_PAGE_RAW)))

    ask("GET", f"/v1/hello?area={area}", described.Greeting)
    ask("GET", f"/v1/pull?area={area}&own=true", described.Page)
    place = f"area={area}&device={device}&incarnation={incarnation}&n=1"
    ask("GET", f"/v1/hash?{place}", described.HashAt)
    ask("POST", "/v1/push", described.Receipts, pack_batch(Batch()))

    for model, answer in answers:
        model.model_validate(answer)
    assert answers[1][1]["segments"]
    assert answers[0][1]["refused"]


def test_figures_and_log_say_how_it_fares_and_nothing_of_anybody(
    service: Running,
    laptop: Laptop,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laptop.family("たなか")
    laptop.write(Draft("Not A Kind!", "ひみつの秘密", {"x": "ひみつの秘密"}))
    enrolled(laptop, service)
    # Straight to it: a log of a laptop that this process opened before hands nothing on.
    monkeypatch.setattr(LOG, "handlers", [caplog.handler])
    monkeypatch.setattr(LOG, "propagate", False)
    with caplog.at_level(logging.INFO, logger=LOG.name):
        synchronise(laptop).sync()
        with link(laptop) as way, pytest.raises(OtherArea):
            way.hello("another")
        httpx.get(f"{service.url}/H/a-token-that-is-a-key")
        told = httpx.get(f"{service.url}/metrics")
    lines = [
        json.loads(AsJson().format(record)) for record in caplog.records if record.name == LOG.name
    ]

    assert 'concierge_requests_total{route="/v1/push",status="200",error=""} 1' in told.text
    assert 'route="/v1/hello",status="403",error="other_area"} 1' in told.text
    assert 'concierge_operations_total{state="quarantined:bad_id"} 1' in told.text
    assert {line["route"] for line in lines} >= {"/v1/hello", "/v1/push", "/v1/pull"}
    assert {"at", "level", "event", "route", "status", "error", "ms"} == set(lines[0])
    said = told.text + json.dumps(lines, ensure_ascii=False)
    stream = laptop.replica.stream()
    for secret in (*SECRETS, *stream, *laptop.ids(), "a-token"):
        assert secret not in said
