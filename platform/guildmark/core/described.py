"""What the description of the API says by rule of every operation.

With which statuses it may refuse, and how, as the doors are built: what has a sign-in refuses
without one, what is named may not exist, what takes a body can be sent a wrong one, what changes
something may come too late or find no room, and any may be asked while the database is away. And a
parameter of the query that is left empty is one left out.
"""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from guildmark.core.away import NoRoom, Unavailable
from guildmark.core.idempotency import HEADER as KEY_HEADER
from guildmark.core.problems import CONTENT_TYPE

Described = dict[str, Any]
"""A part of the description. Any: it is JSON."""

UNSAFE = frozenset({"post", "put", "patch", "delete"})
OF_BODIES = (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
#: What is refused of a header, as one of the protocol for uploads; 460 is its own.
OF_HEADERS: Mapping[str, tuple[int, ...]] = {
    "Tus-Resumable": (HTTPStatus.PRECONDITION_FAILED,),
    "Upload-Length": (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY),
    "Upload-Offset": (HTTPStatus.UNPROCESSABLE_ENTITY,),
    "Upload-Checksum": (460,),
    KEY_HEADER: (HTTPStatus.BAD_REQUEST,),
}
MEANINGS: Mapping[int, tuple[str, str]] = {
    HTTPStatus.BAD_REQUEST: ("Unreadable", "What was sent cannot be read."),
    HTTPStatus.UNAUTHORIZED: ("NotSignedIn", "No sign-in, or a key that is not known."),
    HTTPStatus.FORBIDDEN: ("NotAllowed", "This asker may not do this."),
    HTTPStatus.NOT_FOUND: ("NotFound", "It does not exist, or the asker may not see it."),
    HTTPStatus.CONFLICT: ("Conflict", "Not in the state in which things are."),
    HTTPStatus.PRECONDITION_FAILED: ("OtherProtocol", "Another version of the protocol."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("TooLarge", "More than is taken."),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: ("WrongType", "Of a type that is not taken here."),
    HTTPStatus.UNPROCESSABLE_ENTITY: ("WrongInput", "It breaks a rule; `errors` says where."),
    460: ("ChecksumDiffers", "The bytes are not those that were announced."),
    Unavailable.status: ("Unavailable", "Busy or starting. Send the same again, in a moment."),
    NoRoom.status: ("NoRoom", "No room is left, and nothing of what was sent was kept."),
}
HEADERS: Mapping[int, Described] = {
    Unavailable.status: {
        "Retry-After": {
            "description": "Seconds after which asking again may help.",
            "schema": {"type": "integer"},
        }
    }
}
SCHEMAS: Described = {
    "FieldProblem": {
        "type": "object",
        "description": "One thing wrong at one place of what was sent.",
        "properties": {name: {"type": "string"} for name in ("path", "code", "message")},
        "required": ["path", "code", "message"],
    },
    "Problem": {
        "type": "object",
        "description": "A refusal (RFC 9457). `code` is the same in all languages.",
        "properties": {
            **{name: {"type": "string"} for name in ("type", "title", "detail", "code")},
            "status": {"type": "integer"},
            "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldProblem"}},
        },
        "required": ["type", "title", "status", "detail", "code", "errors"],
    },
}


def say_by_rule(
    result: Described,
    generator: object,
    request: object,
    public: bool,
) -> Described:
    """A hook of drf-spectacular: the description with all that. Its own words stay."""
    result["components"]["schemas"] |= SCHEMAS
    result["components"]["responses"] = {
        name: {
            "description": meaning,
            **({"headers": HEADERS[status]} if status in HEADERS else {}),
            "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, (name, meaning) in MEANINGS.items()
    }
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "query" and not parameter.get("required", False):
                    parameter["allowEmptyValue"] = True
            for status in sorted(set(_refused(path, method, operation))):
                reference = {"$ref": f"#/components/responses/{MEANINGS[status][0]}"}
                operation["responses"].setdefault(str(int(status)), reference)
    return result


def _refused(path: str, method: str, operation: Described) -> Iterator[int]:
    """The statuses, some of them twice. Every door asks the database, which may be away."""
    yield Unavailable.status
    parameters = operation.get("parameters", [])
    if operation.get("security"):
        yield HTTPStatus.UNAUTHORIZED
        yield HTTPStatus.FORBIDDEN
    in_query = [one["name"] for one in parameters if one["in"] == "query"]
    if "{" in path or any(name == "page" or name.endswith("_id") for name in in_query):
        yield HTTPStatus.NOT_FOUND
    if method in UNSAFE:
        yield HTTPStatus.CONFLICT
        yield HTTPStatus.UNPROCESSABLE_ENTITY
        yield NoRoom.status
    if in_query:
        yield HTTPStatus.UNPROCESSABLE_ENTITY
    if "requestBody" in operation:
        yield from OF_BODIES
        yield HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    for one in parameters:
        yield from OF_HEADERS.get(one["name"], ())
