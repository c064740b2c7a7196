"""What the child process answers, as values both sides know."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Picture:
    """The format of the original, and the size of the upright rendition."""

    format: str
    width_px: int
    height_px: int


@dataclass(frozen=True)
class Member:
    """A file in an archive, by its place; `byte_count` is what the archive claims."""

    index: int
    name: str
    byte_count: int


@dataclass(frozen=True)
class Spooled:
    """A file copied to where the child can open it. `sha256` is in hex."""

    path: Path
    sha256: str
    byte_count: int
    head: bytes


@dataclass(frozen=True)
class Decoded:
    """A decoded picture whose files lie in the decoder's folder until its next one."""

    picture: Picture
    rendition: Path
    thumbnail: Path
