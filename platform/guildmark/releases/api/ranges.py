"""One range of a file (RFC 9110, section 14): so that a download goes on where it broke off."""

import re
from collections.abc import Iterator
from typing import IO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

#: No file has more bytes than 18 digits say, and Python reads no number of thousands of them.
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
_BLOCK = 1 << 18


def ranged(
    request: HttpRequest, file: IO[bytes], *, size: int, etag: str, headers: dict[str, str]
) -> HttpResponseBase:
    """The file, or the part of it that is asked for: 200, 206, or 416 where there is none.

    `etag` is a strong one, of the bytes. A range of another version (If-Range), several ranges and
    what is no range are answered with the whole file, as the standard allows.
    """
    headers = {**headers, "Accept-Ranges": "bytes", "ETag": f'"{etag}"'}
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    is_current = request.headers.get("If-Range", f'"{etag}"') == f'"{etag}"'
    if asked is None or not is_current or asked[0] == "bytes=-":
        response = StreamingHttpResponse(_blocks(file, 0, size), headers=headers)
        response["Content-Length"] = str(size)
        return response
    first, last = _bounds(asked[1], asked[2], size)
    if first > last:
        file.close()
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(
        _blocks(file, first, last + 1 - first), status=206, headers=headers
    )
    response["Content-Length"] = str(last + 1 - first)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """First and last byte; `-n` is the last n."""
    if not first:
        return max(size - int(last), 0), size - 1 if int(last) else -1
    return int(first), min(int(last), size - 1) if last else size - 1


def _blocks(file: IO[bytes], first: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        while length > 0 and (block := file.read(min(_BLOCK, length))):
            length -= len(block)
            yield block
