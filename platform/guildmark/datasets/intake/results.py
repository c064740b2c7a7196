"""What the child process answers, as values both sides know."""

import base64
from dataclasses import dataclass, replace
from pathlib import Path

_BIT_63 = 1 << 63


@dataclass(frozen=True)
class Measures:
    """What was measured on a picture; `measure` says how.

    Levels are 0 to 255, shares 0 to 1, entropy is in bits. `dhash` is in hex, `signature` is 64 x
    64 levels in base64. `taken_at` is the camera's clock, "" where it does not say.
    """

    bit_depth: int
    is_grey: bool
    mean: float
    dark_share: float
    bright_share: float
    contrast: float
    entropy: float
    sharpness: float
    dhash: str
    signature: str
    taken_at: str

    @property
    def signed_dhash(self) -> int:
        """The 64 bits of `dhash` as a column of 64 signed bits holds them."""
        return (int(self.dhash, 16) ^ _BIT_63) - _BIT_63

    @property
    def levels(self) -> bytes:
        """The levels of `signature`, a byte each, row by row."""
        return base64.b64decode(self.signature)


@dataclass(frozen=True)
class Picture:
    """The format of the original, the size of the upright rendition, and what was measured.

    `window`, of a grey picture of more than 8 bits: the levels that are shown as black and white.
    """

    format: str
    width_px: int
    height_px: int
    measures: Measures
    window: tuple[int, int] | None = None


@dataclass(frozen=True)
class Samples:
    """How many samples a picture was brought down to, and image pixels to a sample, both ways."""

    width: int
    height: int
    step: int


@dataclass(frozen=True)
class Indexed:
    """The size of a picture of numbers, and the bytes of a pixel: 1, 2, or 3 of a colour."""

    width: int
    height: int
    pixel_bytes: int


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
    """A decoded picture whose files lie in the decoder's folder until its next one.

    `shown` is the rendition in 256 levels, where it has more.
    """

    picture: Picture
    rendition: Path
    thumbnail: Path
    shown: Path | None = None

    @property
    def in_eight_bits(self) -> "Decoded":
        """The same picture without the levels that are not shown."""
        if self.shown is None:
            return self
        return Decoded(replace(self.picture, window=None), self.shown, self.thumbnail)
