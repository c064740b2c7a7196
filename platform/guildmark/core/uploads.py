"""What several doors and actions want of an uploaded file."""

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MEGABYTE = 1024 * 1024


def content_sha256(upload: "UploadedFile[bytes]") -> str:
    """In hexadecimal, read piece by piece, however large; the upload is left at its beginning."""
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    return digest.hexdigest()
