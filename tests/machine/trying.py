"""Runs in an environment of its own: Schemathesis asks a running product, and is asked what it saw.

Reads one JSON object: `description` of the API, `chosen` ids of operations in it, `address`,
`headers`, `seed`, `examples`, `phases`, the checks that are `left_out`, and `routes`: by method
and template the ids of what is there, and a right body. Prints one: the `operations`, `statuses`
by how often, `failures`, and `errors` of the machine itself.
"""

import copy
import json
import re
import sys
from collections import Counter
from http import HTTPStatus
from typing import Any

import jsonschema_rs
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.core import NOT_SET
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.transport import Response
from schemathesis.engine import Status, events, from_schema
from schemathesis.generation.case import Case
from schemathesis.hooks import HookContext

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "positive_data_acceptance",
    "missing_required_header",
    "unsupported_method",
    "allow_header_conformance",
    "use_after_free",
    "ensure_resource_availability",
    "ignored_auth",
    "object_level_authorization",
)
PHASES = ("examples", "coverage", "fuzzing", "stateful")
REFUSING = ("negative_data_rejection", "missing_required_header")
REFUSALS = ["400", "401", "403", "404", "409", "412", "413", "415", "422", "460"]
NUMBER = re.compile(r"\s*[+-]?\d+(\.\d*)?([eE][+-]?\d+)?\s*")
WORDS_FOR_BOOLEANS = frozenset(
    {"t", "y", "yes", "true", "on", "1", "f", "n", "no", "false", "off", "0", "null", ""}
)
#: How often a generated body takes the place of a right one, part by part; in tenths.
TENTHS_GENERATED = 3


def main(asked: dict[str, Any]) -> dict[str, Any]:
    """Everything that is asked for, tried once."""
    schemathesis.hook(with_what_is_there(asked["routes"]))
    schemathesis.hook(filter_failure)
    schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
    config = SchemathesisConfig.from_dict(configured(asked))
    whole = schemathesis.openapi.from_dict(asked["description"], config=config)
    schema = whole.include(operation_id=asked["chosen"])
    return observed(from_schema(schema).execute())


def configured(asked: dict[str, Any]) -> dict[str, Any]:
    """How Schemathesis is to try."""
    return {
        "base-url": asked["address"],
        "headers": asked["headers"],
        "seed": asked["seed"],
        "continue-on-failure": True,
        "max-redirects": 0,
        "request-timeout": 60,
        "suppress-health-check": ["all"],
        "output": {"sanitization": {"enabled": False}},
        "cache": {"enabled": False},
        "generation": {
            "max-examples": asked["examples"],
            "database": "none",
            "no-shrink": True,
            "with-security-parameters": False,
            "allow-x00": True,
        },
        "checks": {
            name: {"enabled": name not in asked["left_out"]}
            | ({"expected-statuses": REFUSALS} if name in REFUSING else {})
            for name in CHECKS
        },
        "phases": {name: {"enabled": name in asked["phases"]} for name in PHASES},
    }


def with_what_is_there(routes: dict[str, Any]) -> Any:
    """A hook: what is sent as right means something here, for the most part.

    What is generated fits its schema, and names things that do not exist. Any: as the library
    calls hooks, by their names.
    """

    def before_call(context: HookContext, case: Case, kwargs: dict[str, Any]) -> None:
        there, meta = routes.get(f"{case.method.upper()} {case.path}"), case.meta
        if there is None or meta is None:
            return
        if case.path_parameters and not meta.is_negative_at(ParameterLocation.PATH):
            case.path_parameters = {**case.path_parameters, **there["parameters"]}
        is_right = case.body is not NOT_SET and meta.generation.mode.is_positive
        if is_right and isinstance(case.body, dict) and isinstance(there["body"], dict):
            case.body = mixed(there["body"], case.body)

    return before_call


def mixed(right: dict[str, Any], generated: dict[str, Any]) -> dict[str, Any]:
    """A right body with some parts of the generated one in their places."""
    body = copy.deepcopy(right)
    for number, (name, value) in enumerate(sorted(generated.items())):
        if (hash_of(value) + number) % 10 < TENTHS_GENERATED:
            body[name] = value
    return body


def filter_failure(context: HookContext, failure: Failure, case: Case, response: Response) -> bool:
    """A hook: whether a failure counts. A body is no wrong one that is read as a right one.

    An address that is too long for the web server is answered by it, before any door; so is one
    with a NUL, behind which there is nothing.
    """
    if response.status_code == HTTPStatus.REQUEST_URI_TOO_LONG:
        return False
    if response.status_code == HTTPStatus.NOT_FOUND and "%00" in str(response.request.url):
        return False
    if not isinstance(failure, AcceptedNegativeData) or case.body is NOT_SET:
        return True
    alternative = case.operation.get_body_for_media_type(case.media_type)
    if alternative is None:
        return True
    validator = jsonschema_rs.validator_for(alternative.optimized_schema)
    errors = list(validator.iter_errors(case.body))
    return not errors or not all(map(reads_as_wanted, errors))


def reads_as_wanted(error: Any) -> bool:
    """Whether the value is read as one of the type that was wanted: a number as its digits, digits
    as a number, "yes" as true. That is how the framework's fields read forms, and JSON too.
    """
    if error.kind.name in ("oneOf", "anyOf"):
        return any(all(map(reads_as_wanted, branch)) for branch in error.kind.context)
    if error.kind.name != "type":
        return False
    wanted, value = set(error.kind.types), error.instance
    if isinstance(value, bool):
        return False
    if isinstance(value, (int, float)):
        return "string" in wanted or ("boolean" in wanted and value in (0, 1))
    if not isinstance(value, str):
        return False
    is_number = bool(NUMBER.fullmatch(value)) and bool(wanted & {"integer", "number"})
    return is_number or ("boolean" in wanted and value.strip().lower() in WORDS_FOR_BOOLEANS)


def hash_of(value: object) -> int:
    """The same in each run, unlike Python's own."""
    return sum(json.dumps(value, default=str).encode())


def observed(stream: Any) -> dict[str, Any]:
    """What came of it. Any: the engine's stream of events."""
    statuses: Counter[str] = Counter()
    operations: set[str] = set()
    failures: dict[str, dict[str, Any]] = {}
    errors: list[str] = []
    for event in stream:
        if isinstance(event, events.ScenarioFinished):
            operations.add(event.label or "")
            for interaction in event.recorder.interactions.values():
                response = interaction.response
                statuses[str(response.status_code) if response else "none"] += 1
            for failure in failed(event.recorder):
                failures.setdefault(failure["key"], failure)
        elif isinstance(event, events.NonFatalError):
            errors.append(f"{event.label}: {event.value}")
        elif isinstance(event, events.FatalError):
            errors.append(str(event.exception))
    return {
        "operations": sorted(operations),
        "cases": statuses.total(),
        "statuses": dict(statuses),
        "failures": list(failures.values()),
        "errors": errors,
    }


def failed(recorder: Any) -> Any:
    """Every check that failed: once for an operation, a check and the words it found."""
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.status == Status.FAILURE and check.failure_info is not None:
                failure, case = check.failure_info.failure, recorder.cases[case_id].value
                response = recorder.interactions[case_id].response
                yield {
                    "key": f"{recorder.label} {check.name} {failure.message[:200]}",
                    "operation": f"{case.method.upper()} {case.path}",
                    "check": check.name,
                    "title": failure.title,
                    "message": failure.message[:1500],
                    "status": response.status_code if response else None,
                    "answer": (response.content or b"").decode(errors="replace")[:600]
                    if response
                    else "",
                    "curl": case.as_curl_command()[:1500],
                }


if __name__ == "__main__":
    print(json.dumps(main(json.load(sys.stdin))))  # noqa: T201 - its answer
