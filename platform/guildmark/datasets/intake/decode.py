"""One picture decoded to its end, once, and written again without anything but its pixels.

The rendition is upright (EXIF orientation applied), 8-bit grey or RGB in sRGB, without metadata.
A JPEG that is all of that already keeps its coded pixels (`bare`); another is written at quality
92 without chroma subsampling, so that edges of colour stay where they were; PNG and TIFF become a
PNG without loss. Grey of more than 8 bits keeps its levels there, and is *shown* in 256 of them.
Transparent pixels are laid on white. Imports no Django.
"""

import io
import struct
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms, ImageFile, ImageOps

from concord.sentences import Sentence, cut
from guildmark.datasets.intake.bare import bare_jpeg
from guildmark.datasets.intake.jpegs import write_jpeg
from guildmark.datasets.intake.levels import (
    PHOTOMETRIC,
    WHITE_IS_ZERO,
    Window,
    has_levels,
    window_of,
    windowed,
    with_levels,
)
from guildmark.datasets.intake.measure import MEASURED_PX, measured, reduced, taken_at
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.intake.results import Picture

FORMATS = ("JPEG", "PNG", "TIFF")
JPEG_START = b"\xff\xd8"
JPEG_QUALITY = 92
NO_SUBSAMPLING = 0
THUMBNAIL_PX = 320
THUMBNAIL_QUALITY = 82

ORIENTATION = 0x0112
#: Modes of signed, floating and 32-bit values, which have no black and no white of their own.
UNBOUNDED = frozenset({"I", "F"})

#: What Pillow and the libraries below it raise on bytes that break the rules of their format.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error)


@dataclass(frozen=True)
class Opened:
    """A picture decoded to its end and made upright, with what only its original tells.

    `width_px` and `height_px` are those of the upright picture; `image`, which has 8 bits, may be
    smaller where that was asked for. `bit_depth` is the original's: of 16 bits a colour `image` has
    the upper 8, which whoever brings the picture is told. `levels` is the same picture in more than
    8 bits, and `window` the part of them that `image` shows, where it has more.
    """

    image: Image.Image
    width_px: int
    height_px: int
    format: str
    bit_depth: int
    taken_at: str
    is_as_stored: bool
    levels: Image.Image | None = None
    window: Window | None = None

    def picture(self, small: Image.Image) -> Picture:
        """What there is to say of it; `small` is the image, `reduced`."""
        measures = measured(small, bit_depth=self.bit_depth, taken_at=self.taken_at)
        return Picture(self.format, self.width_px, self.height_px, measures, self.window)


def decode_picture(
    source: Path, *, rendition: Path, shown: Path, thumbnail: Path, most_pixels: int
) -> Picture:
    """Decode `source`, write rendition and thumbnail; and `shown`, where the picture has a window.

    Raises FileRefused and MemoryError.
    """
    bare = _bare(source)
    least_px = 0 if bare is None else MEASURED_PX
    opened = _opened(source, most_pixels=most_pixels, least_px=least_px)
    if opened.levels is not None:
        opened.levels.save(rendition, format="PNG")
        opened.image.save(shown, format="PNG")
    elif bare is None or not opened.is_as_stored:
        _write(opened.image, rendition, opened.format)
    else:
        rendition.write_bytes(bare)
    small = reduced(opened.image)
    _write_thumbnail(small, thumbnail)
    return opened.picture(small)


def measure_picture(source: Path, *, most_pixels: int) -> Picture:
    """Decode `source` and write nothing. Raises FileRefused and MemoryError."""
    opened = _opened(source, most_pixels=most_pixels, least_px=MEASURED_PX)
    return opened.picture(reduced(opened.image))


def open_picture(source: Path, *, most_pixels: int) -> Opened:
    """Every pixel of `source`, upright. Raises FileRefused and MemoryError."""
    return _opened(source, most_pixels=most_pixels, least_px=0)


def _bare(source: Path) -> bytes | None:
    """As `bare_jpeg`; what does not begin as a JPEG is not read for it."""
    with source.open("rb") as file:
        if file.read(2) != JPEG_START:
            return None
    return bare_jpeg(source.read_bytes())


def _opened(source: Path, *, most_pixels: int, least_px: int) -> Opened:
    """As `open_picture`; a JPEG that is as stored comes with `least_px` or more on its long side.

    All of its code is read, so damage shows as well; what is left out is to make each of its
    pixels, which is the larger part of the time. With 0 every pixel is made.
    """
    Image.MAX_IMAGE_PIXELS = None  # judged below, from the header, with a sentence of our own
    try:
        # By its name Pillow 13.0 would map a TIFF that is stored lying down as if it stood.
        with source.open("rb") as stream, Image.open(stream, formats=FORMATS) as file:
            # MPO is a JPEG with more behind it
            source_format = file.format if file.format in FORMATS else "JPEG"
            refuse_by_header(file, most_pixels)
            bits = _bits(file)  # before its tags are asked for, which may read the pixels
            size, is_as_stored = file.size, _is_as_stored(file)
            if is_as_stored and least_px:
                share = max(1, max(size) // least_px)
                file.draft(None, (size[0] // share, size[1] // share))
            file.load()
            moment = taken_at(file)
            if has_levels(file):
                return _with_levels(file, source_format, moment)
            image = upright_rgb(file)
            width_px, height_px = size if is_as_stored else image.size
            return Opened(image, width_px, height_px, source_format, bits, moment, is_as_stored)
    except BROKEN as error:
        raise damaged(error) from error


def damaged(error: Exception) -> FileRefused:
    """Of a picture that broke the rules of its format, with what was said of it."""
    sentence = Sentence(
        "The picture is damaged or cut short and cannot be read ({error}).", error=str(error)
    )
    return FileRefused("damaged_picture", cut(sentence, 400))


def _bits(file: Image.Image) -> int:
    """16 for a picture, not read yet, whose colours have more than 8 bits; else 8."""
    if not isinstance(file, ImageFile.ImageFile) or not file.tile:
        return 8
    raw = file.tile[0].args or ("",)
    mode = raw if isinstance(raw, str) else str(raw[0])
    return 16 if ";16" in mode else 8


def _with_levels(file: Image.Image, source_format: str, moment: str) -> Opened:
    """A grey picture of more than 8 bits that has been read."""
    is_inverted = getattr(file, "tag_v2", {}).get(PHOTOMETRIC) == WHITE_IS_ZERO
    ImageOps.exif_transpose(file, in_place=True)
    levels = with_levels(file, is_inverted=is_inverted)
    window = window_of(levels)
    image = windowed(levels, window)
    return Opened(
        image, *image.size, source_format, 16, moment, is_as_stored=False,
        levels=levels, window=window,
    )  # fmt: skip


def _is_as_stored(file: Image.Image) -> bool:
    """True for a JPEG whose pixels are upright and in sRGB already: nothing has to be changed."""
    is_upright = file.getexif().get(ORIENTATION, 1) == 1
    is_plain = file.mode in {"L", "RGB"} and not file.info.get("icc_profile")
    return file.format == "JPEG" and is_plain and is_upright


def refuse_by_header(image: Image.Image, most_pixels: int) -> None:
    """What can be said before a pixel is decoded. Raises FileRefused."""
    pixels = image.width * image.height
    if pixels > most_pixels:
        too_many = Sentence(
            "The picture has {n:.1f} megapixels ({width} x {height}); at most {most} are taken.",
            n=pixels / 1e6,
            width=image.width,
            height=image.height,
            most=round(most_pixels / 1e6),
        )
        raise FileRefused("too_many_pixels", too_many)
    if image.format == "PNG" and getattr(image, "is_animated", False):
        sentence = "This is an animation. Save the frame you want labelled as a picture."
        raise FileRefused("animated", sentence)
    if image.format == "TIFF" and getattr(image, "is_animated", False):
        sentence = "This TIFF holds several pictures. Save the one you want labelled by itself."
        raise FileRefused("several_pages", sentence)
    if image.mode in UNBOUNDED:
        sentence = (
            "This TIFF holds numbers below zero, fractions, or more than 16 bits, and nobody can "
            "say which of them is black. Save it in 8 or 16 bits without sign."
        )
        raise FileRefused("unbounded_levels", sentence)


def upright_rgb(image: Image.Image) -> Image.Image:
    """The pixels alone: upright, grey or RGB, 8 bits, sRGB. May change `image` in place.

    Pillow reads 16-bit colours as their high bytes; `Opened.bit_depth` says that it did.
    """
    profile = image.info.get("icc_profile")
    ImageOps.exif_transpose(image, in_place=True)
    transparency = image.info.get("transparency")
    image.info = {} if transparency is None else {"transparency": transparency}
    alpha = None
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        image = image.convert("RGB")
    elif image.mode in {"P", "1", "PA", "La", "RGBX", "RGBa", "YCbCr", "LAB", "HSV"}:
        image = image.convert("L" if image.mode == "1" else "RGB")
    image = _to_srgb(image, profile)
    if alpha is not None:
        image.paste("white", mask=ImageOps.invert(alpha))
    image.info = {}
    return image


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as sRGB. A profile that is broken or does not fit is left out, as browsers do."""
    if profile and image.mode in {"L", "RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if image.mode == "RGB":
                ImageCms.profileToProfile(image, source, _srgb(), inPlace=True)
                return image
            return ImageCms.profileToProfile(image, source, _srgb(), outputMode="RGB") or image
        except (ImageCms.PyCMSError, OSError):
            pass  # the pixels themselves are sound
    return image if image.mode in {"L", "RGB"} else image.convert("RGB")


def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _write(image: Image.Image, target: Path, source_format: str) -> None:
    if source_format == "JPEG":
        write_jpeg(image, target, quality=JPEG_QUALITY, subsampling=NO_SUBSAMPLING)
        return
    image.save(target, format="PNG")


def _write_thumbnail(image: Image.Image, target: Path) -> None:
    """At most 320 px on the long side, never larger than the picture, at least 1 px."""
    scale = min(1.0, THUMBNAIL_PX / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    small = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    write_jpeg(small, target, quality=THUMBNAIL_QUALITY)
