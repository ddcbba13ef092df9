"""What requests and answers hold, for the service's OpenAPI document.

Nothing is read or written by these: the wire is `sync.protocol`. A test holds every answer of the
service against them.
"""

from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from concierge_tui.sync.protocol import MAX_OPERATIONS, MEDIA_TYPE
from concierge_tui.sync.snapshot import SNAPSHOT_TYPE

Id = Annotated[str, Field(pattern="^[0-9A-Za-z_-]{1,64}$")]
Count = Annotated[int, Field(ge=0, lt=2**63)]
Base64 = Annotated[str, Field(pattern="^[0-9A-Za-z+/]*$", description="Base64 without padding.")]
StreamName = Annotated[
    tuple[Id, Id, Id], Field(description="Device, incarnation and area of a stream.")
]
State = Annotated[str, Field(pattern="^(applied|duplicate|conflict|pending|quarantined:[a-z_]+)$")]


class Described(BaseModel):
    """A JSON object of exactly these members."""

    model_config = ConfigDict(extra="forbid")


class Fact(BaseModel):
    """Why a request was not answered; some codes bring facts of their own."""

    model_config = ConfigDict(extra="allow")
    mbsync: int = Field(description="The protocol's version: says that this is the service.")
    error: str


class Health(Described):
    """The service runs and its database answers."""

    status: str = Field(pattern="^ok$")


class Limits(Described):
    """What one request may hold."""

    operations: Count
    bytes: Count
    page: Count


class Grant(Described):
    """What a laptop needs to hand a registration on to a telephone."""

    url: str
    key: Base64
    hours: Count
    sign_up: str


class SealingGrant(Described):
    """What a laptop needs to write files for a stick, and to read those of its neighbours."""

    central: str
    keys: list[str]
    clerk: Id
    devices: list[tuple[Id, Base64, Base64, bool]]


class Lease(Described):
    """How long a laptop may be read without another word, by the service's clock."""

    until: Count
    now: Count
    key: Base64


class Greeting(Described):
    """What a laptop compares itself with before anything else."""

    protocol: tuple[Count, Count]
    epoch: str
    now: Count
    limits: Limits
    feed: Count
    streams: list[tuple[Id, Id, Id, Count, Base64]]
    devices: list[Id]
    refused: list[tuple[Id, Id, Id, Count, str]]
    hand_off: Grant | None
    bundles: SealingGrant | None
    lease: Lease | None
    revoked: bool = Field(description="Whether the device may hand in its own work only.")
    snapshot: bool = Field(description="Whether many pages may be asked for in one answer.")
    meetups: list[Id] | None = Field(
        default=None,
        description="What the device was let in for; null: all. Not for a revoked one.",
    )
    waits: list[tuple[Id, Count]] = Field(
        default=[], description="What waits for a coordinator, by device. Not for a revoked one."
    )


class Segment(Described):
    """A signed run of one stream: one list a column, as long as there are operations."""

    stream: StreamName
    first: Annotated[int, Field(ge=1, lt=2**63, alias="from")]
    head: Base64
    sig: Base64
    op_id: Annotated[list[str], Field(min_length=1, max_length=MAX_OPERATIONS)]
    hlc: list[int]
    wall: list[int]
    kind: list[str]
    kv: list[int]
    entity: list[str]
    subject: list[str | None]
    meetup: list[str | None]
    base: list[list[str]]
    tx: list[str]
    actor: list[str]
    salt: list[Base64 | None]
    body: list[str | None]
    body_hash: list[Base64 | None]


class Batch(Described):
    """What one push carries."""

    v: Annotated[int, Field(ge=1, le=1)]
    segments: list[Segment]
    fills: list[tuple[str, Base64, str]]


class Page(Batch):
    """A piece of an area's feed and the cursor after it."""

    epoch: str
    next: Count
    mark: str
    more: bool
    keys: dict[Id, Base64]
    held: list[tuple[Id, Id, Id, Count]]


class SnapshotHead(Described):
    """Up to where an answer of many pages reads the feed."""

    v: Annotated[int, Field(ge=1, le=1)]
    area: Id
    epoch: str
    seq: Count
    mark: str


class SnapshotTrailer(Described):
    """What an answer of many pages ends with; without it some of them are missing."""

    end: Count
    pages: Count


class Receipts(Described):
    """What became of each operation and each fill, durable when this is read."""

    receipts: list[list[State]]
    fills: list[State]


class HashAt(Described):
    """The chain hash at one place, null where nothing stands."""

    hash: Base64 | None


class Application(BaseModel):
    """A laptop that wants to be let in; signed with the key it posts."""

    code: str
    device: Id
    area: Id
    key: Annotated[Base64, Field(min_length=43, max_length=43)]


class Obedience(BaseModel):
    """A revoked device says that it locked itself; signed over the order that it obeyed."""

    area: Id
    device: Id
    at: Count
    sig: Annotated[Base64, Field(min_length=86, max_length=86)]


class Noted(Described):
    """The service has taken note."""

    wiped: bool


class LetIn(Described):
    """An area that took a laptop in."""

    area: Id
    area_name: str
    epoch: str
    hand_off: Grant | None
    bundles: SealingGrant | None
    lease: Lease | None


class Delivered(Described):
    """The receipt for whoever wrote a file, or why the file was not taken."""

    receipt: Base64 | None
    refused: str | None


ERRORS: Final = {
    400: "malformed: nothing of this protocol",
    401: "unknown_device, signature, clock (with now) or replay",
    403: "revoked, other_area or code (with reason)",
    409: "stream (with segment and reason)",
    410: "cursor: start at 0; wipe (with area, device, at and sig): a revoked device locks itself",
    413: "too_large",
    503: "busy: the same request may succeed later",
    507: "full: the disk of the service takes nothing more",
}
SIGNED: Final = (400, 401, 403, 410, 503, 507)


def answered(model: type[BaseModel], *errors: int) -> dict[int | str, dict[str, Any]]:
    """Return the answers of a route that packs `model`, or says one of `errors`."""
    holds = {
        "type": "string",
        "format": "binary",
        "contentMediaType": "application/json",
        "contentEncoding": "zstd",
        "contentSchema": {"$ref": f"#/components/schemas/{model.__name__}"},
    }
    success = {
        "description": f"One zstd frame of JSON. {model.__doc__}",
        "content": {MEDIA_TYPE: {"schema": holds}},
    }
    return {200: success, **facts(*errors)}


def many_records(*errors: int) -> dict[int | str, dict[str, Any]]:
    """Return the answers of the route that sends many pages, or says one of `errors`."""
    holds = {"type": "string", "format": "binary"}
    success = {
        "description": "Records, each four bytes of its length and one zstd frame of JSON:"
        " a SnapshotHead, any number of Page, a SnapshotTrailer.",
        "content": {SNAPSHOT_TYPE: {"schema": holds}},
    }
    return {200: success, **facts(*errors)}


def facts(*errors: int) -> dict[int | str, dict[str, Any]]:
    """Return the answers that say why not."""
    return {status: {"description": ERRORS[status], "model": Fact} for status in errors}


def carries(model: type[BaseModel], *, packed: bool) -> dict[str, Any]:
    """Return the body of a request."""
    reference = {"$ref": f"#/components/schemas/{model.__name__}"}
    if not packed:
        content: dict[str, Any] = {"application/json": {"schema": reference}}
    else:
        schema = answered(model)[200]["content"][MEDIA_TYPE]["schema"]
        content = {MEDIA_TYPE: {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}}


MODELS: Final = (
    Greeting, Batch, Page, SnapshotHead, SnapshotTrailer, Receipts, HashAt, Application, LetIn,
    Delivered, Obedience, Noted,
)  # fmt: skip
