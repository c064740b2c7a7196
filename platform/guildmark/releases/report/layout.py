"""How the report looks: type, tables and the one plot. Knows nothing of releases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from reportlab.graphics.shapes import Circle, Drawing, Line, String
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

from guildmark.releases.report.letters import Typefaces, markup

TEXT, BOLD, EASTERN = "GuildmarkText", "GuildmarkBold", "GuildmarkEastern"
INK, SOFT, RULE, ACCENT = (HexColor(one) for one in ("#1b2330", "#5a6678", "#d5dae1", "#0b6bcb"))
MARGIN = 20 * mm
#: A frame leaves so much free round what is in it.
_PADDING = 6
WIDTH = A4[0] - 2 * MARGIN - 2 * _PADDING
PLOT_SIDE = 62 * mm
_FONTS = Path(__file__).parent / "fonts"

_BODY = ParagraphStyle("body", fontName=TEXT, fontSize=9, leading=12.5, textColor=INK)
_NOTE = ParagraphStyle("note", _BODY, fontSize=8, leading=11, textColor=SOFT)
_TITLE = ParagraphStyle("title", _BODY, fontName=BOLD, fontSize=20, leading=25)
_HEADING = ParagraphStyle(
    "heading",
    _BODY,
    fontName=BOLD,
    fontSize=12.5,
    leading=16,
    spaceBefore=14,
    spaceAfter=5,
    keepWithNext=1,
)
_SMALL = ParagraphStyle(
    "small",
    _BODY,
    fontName=BOLD,
    fontSize=9.5,
    leading=13,
    spaceBefore=9,
    spaceAfter=3,
    keepWithNext=1,
)
_HEAD = ParagraphStyle("head", _NOTE, fontName=BOLD)
_FOOTER = ParagraphStyle("footer", _NOTE, fontSize=7.5, leading=9)
_RIGHT = ParagraphStyle("right", _BODY, alignment=2)
_HEAD_RIGHT = ParagraphStyle("head right", _HEAD, alignment=2)
_WARNING = ParagraphStyle(
    "warning", _BODY, fontName=BOLD, borderColor=HexColor("#b3261e"), borderWidth=1,
    borderPadding=6, textColor=HexColor("#b3261e"), spaceBefore=10, spaceAfter=10,
)  # fmt: skip


def title(words: str) -> Flowable:
    """The largest words, once."""
    return Paragraph(_markup(words), _TITLE)


def heading(words: str) -> Flowable:
    """A part of the report."""
    return Paragraph(_markup(words), _HEADING)


def subheading(words: str) -> Flowable:
    """A part of a part."""
    return Paragraph(_markup(words), _SMALL)


def text(words: str) -> Flowable:
    """A paragraph."""
    return Paragraph(_markup(words), _BODY)


def note(words: str) -> Flowable:
    """Smaller words, on how to read something."""
    return Paragraph(_markup(words), _NOTE)


def warning(words: str) -> Flowable:
    """Words in a red frame."""
    return Paragraph(_markup(words), _WARNING)


def gap() -> Flowable:
    """A little room."""
    return Spacer(1, 3 * mm)


def together(*parts: Flowable) -> Flowable:
    """Never divided by the end of a page, where it fits on one."""
    return KeepTogether(list(parts))


def table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, numbers_from: int = 1
) -> Flowable:
    """Rows under a line of names, repeated on each page; columns from that place on are numbers."""

    def cells(row: Sequence[str], left: ParagraphStyle, right: ParagraphStyle) -> list[Paragraph]:
        return [
            Paragraph(_markup(words), right if place >= numbers_from else left)
            for place, words in enumerate(row)
        ]

    first = WIDTH * (0.34 if len(columns) > 2 else 0.6)
    others = (WIDTH - first) / max(1, len(columns) - 1)
    return Table(
        [cells(columns, _HEAD, _HEAD_RIGHT), *(cells(row, _BODY, _RIGHT) for row in rows)],
        colWidths=[first, *[others] * (len(columns) - 1)],
        repeatRows=1,
        style=[
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, SOFT),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ],
    )


@dataclass(frozen=True, slots=True)
class Point:
    """What was said and what was so, both in [0, 1], with the interval of what was so."""

    said: float
    was: float
    lower: float
    upper: float


def reliability_plot(points: Sequence[Point], *, across: str, up: str) -> Flowable:
    """Points with their intervals beside the diagonal on which they should lie."""
    left, below = 14 * mm, 10 * mm
    drawing = Drawing(PLOT_SIDE + left + 4 * mm, PLOT_SIDE + below + 4 * mm)

    def at(value: float, start: float) -> float:
        return start + value * PLOT_SIDE

    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = at(tick, left), at(tick, below)
        drawing.add(Line(x, below, x, below + PLOT_SIDE, strokeColor=RULE, strokeWidth=0.4))
        drawing.add(Line(left, y, left + PLOT_SIDE, y, strokeColor=RULE, strokeWidth=0.4))
        drawing.add(_words(f"{tick:.2f}", x, below - 8, "middle"))
        drawing.add(_words(f"{tick:.2f}", left - 3, y - 2.5, "end"))
    drawing.add(
        Line(left, below, at(1, left), at(1, below), strokeColor=SOFT, strokeDashArray=[2, 2])
    )
    for point in points:
        x = at(point.said, left)
        drawing.add(Line(x, at(point.lower, below), x, at(point.upper, below), strokeColor=ACCENT))
        drawing.add(Circle(x, at(point.was, below), 2.2, fillColor=ACCENT, strokeColor=None))
    drawing.add(_words(across, at(0.5, left), 1, "middle"))
    drawing.add(_words(up, left, at(1, below) + 5, "start"))
    return drawing


def _words(words: str, x: float, y: float, anchor: Literal["start", "middle", "end"]) -> String:
    return String(x, y, words, fontName=TEXT, fontSize=7, fillColor=SOFT, textAnchor=anchor)


def _markup(words: str) -> str:
    text, bold, eastern = (_points(font) for font in (TEXT, BOLD, EASTERN))
    return markup(words, Typefaces(text & bold, eastern, EASTERN))


def _points(font: str) -> Set[int]:
    registered = pdfmetrics.getFont(font)
    assert isinstance(registered, TTFont)  # noqa: S101 -- all of ours are
    points: Set[int] = registered.face.charToGlyph.keys()
    return points


def _register_fonts() -> None:
    """A paragraph asks for its font when it is made: `write` registers before it takes any."""
    for font, bold, file in (
        (TEXT, BOLD, "DejaVuSans.ttf"),
        (BOLD, BOLD, "DejaVuSans-Bold.ttf"),
        (EASTERN, EASTERN, "DroidSansFallback.ttf"),
    ):
        pdfmetrics.registerFont(TTFont(font, str(_FONTS / file)))
        pdfmetrics.registerFontFamily(font, normal=font, bold=bold, italic=font, boldItalic=bold)


def write(
    target: IO[bytes], parts: Iterable[Flowable], *, name: str, footer: str, language: str
) -> None:
    """The file: A4, with the footer and the number on each page. The same parts, the same bytes."""
    _register_fonts()

    def page_end(canvas: Canvas, _: SimpleDocTemplate) -> None:
        line = Paragraph(_markup(footer), _FOOTER)
        line.wrapOn(canvas, WIDTH, MARGIN)
        line.drawOn(canvas, MARGIN + _PADDING, 11 * mm - 2)
        canvas.setFont(TEXT, 7.5)
        canvas.setFillColor(SOFT)
        canvas.drawRightString(A4[0] - MARGIN - _PADDING, 11 * mm, str(canvas.getPageNumber()))

    document = SimpleDocTemplate(
        target, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN,
        bottomMargin=MARGIN, title=name, author="Guildmark", lang=language, invariant=1,
    )  # fmt: skip
    document.build(list(parts), onFirstPage=page_end, onLaterPages=page_end)
