"""Forms with a file, refused by their length before a byte is read."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.parsers import DataAndFiles, MultiPartParser
from rest_framework.request import Request

from guildmark.core.errors import Refusal
from guildmark.core.uploads import MEGABYTE

#: What a multipart body needs beside the file.
FORM_BYTES = 64 * 1024


class BoundedForm(MultiPartParser):
    """A form with one file of a bounded size.

    The server hands over no more than the length that was announced.
    """

    @abstractmethod
    def most_bytes(self) -> int:
        """How large the file may be."""

    @abstractmethod
    def too_large(self, most_megabytes: int) -> Refusal:
        """What a larger one is told."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> DataAndFiles[Any, Any]:
        """The fields and files of the form. Raises the refusal of `too_large`."""
        request: Request = (parser_context or {})["request"]
        if int(request.META.get("CONTENT_LENGTH") or 0) > self.most_bytes() + FORM_BYTES:
            raise self.too_large(self.most_bytes() // MEGABYTE)
        return super().parse(stream, media_type, parser_context)
