"""JSON in and out through orjson."""

import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import IO, Any

import orjson
from django.conf import settings
from django.http.request import RawPostDataException
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.utils.serializer_helpers import ReturnDict, ReturnList

from guildmark.core.errors import Refusal

#: What orjson writes of an integer: signed ones of 63 bits, and a sign.
_MOST_BITS = 63


def _plain(value: object) -> object:
    """What orjson does not know by itself."""
    if isinstance(value, Decimal | Promise):
        return str(value)
    if isinstance(value, ReturnDict):
        return dict(value)
    if isinstance(value, ReturnList):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def json_bytes(value: object) -> bytes:
    """UTF-8 JSON of plain values, dates as ISO 8601."""
    try:
        return _dumped(value)
    except orjson.JSONEncodeError:
        return _dumped(_with_floats(value))


def _dumped(value: object) -> bytes:
    return orjson.dumps(
        value, default=_plain, option=orjson.OPT_UTC_Z | orjson.OPT_PASSTHROUGH_SUBCLASS
    )


def _with_floats(value: object) -> object:
    """Integers beyond 64 bits as the doubles that were sent: orjson reads 1e20 as one, jsonb keeps
    it as an integer and answers it so, and orjson does not write it. One of more than a double
    holds is said as text.
    """
    if isinstance(value, Mapping):
        return {key: _with_floats(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_with_floats(one) for one in value]
    if not isinstance(value, int) or value.bit_length() <= _MOST_BITS:
        return value
    return float(value) if value.bit_length() < sys.float_info.max_exp else str(value)


class JsonRenderer(BaseRenderer):
    """Answers as JSON."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: Any,  # whatever a view answers
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """The bytes of the body; no body for no data."""
        return b"" if data is None else json_bytes(data)


class AlwaysTheFirst(DefaultContentNegotiation):
    """No negotiation: a hot door has one way to answer, whatever is asked for."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The first renderer."""
        first = next(iter(renderers))
        return first, str(first.media_type)


class BodyTooLarge(Refusal):
    """More than anybody has to say in one request."""

    code = "body_too_large"
    status = 413
    title = "What you sent is too large"


class JsonParser(BaseParser):
    """Bodies as JSON; not-a-number and infinity are refused.

    Django's bound on bodies is for forms: of these the length is looked at here. The server hands
    over no more than the length that was announced.
    """

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The value of the body. Raises BodyTooLarge and ParseError."""
        request: Request = (parser_context or {})["request"]
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
            raise BodyTooLarge(
                _("One request may have at most {most:,} MB of JSON.").format(most=most)
            )
        try:
            return orjson.loads(stream.read() or b"{}")
        except orjson.JSONDecodeError as error:
            raise ParseError(_("The body is not JSON: {error}").format(error=error)) from error
        except RawPostDataException as error:
            raise ParseError("The body could not be read.") from error
