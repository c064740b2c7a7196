"""`./guildmark consolidate`: one label of several answers, from files to files.

classes: `--labels labels.csv [--gold gold.csv] [--method NAME] --out out.csv`
boxes, polygons: `--annotations annotations.jsonl --out out.jsonl`
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import get_args

from concord.classes import Method
from concord.offline import report
from concord.offline.classes import consolidate_classes
from concord.offline.drawings import consolidate_drawings
from concord.offline.errors import TooManyLabels, UnreadableInput
from concord.offline.outlines import Kind, read_drawings, write_shapes
from concord.offline.tables import read_answers, read_gold, write_labels
from concord.shapes import TooManyTogether

#: Chooses by itself.
DEFAULT = "auto"
#: What a shell calls a command that its user ended.
INTERRUPTED = 130
KINDS = ("classes", *get_args(Kind))


def main() -> int:
    """Read, compute, write, and print what came out. 0 when everything was written, 1 when
    not, INTERRUPTED by whoever has waited enough."""
    parser = _parser()
    arguments = parser.parse_args()
    try:
        _check_paths(arguments)
        if arguments.kind == "classes":
            if arguments.labels is None:
                parser.error("--kind classes needs --labels FILE")
            _say(_classes(arguments))
        else:
            if arguments.annotations is None:
                parser.error(f"--kind {arguments.kind} needs --annotations FILE")
            _say(_drawings(arguments))
    except BrokenPipeError:
        # Whoever read the report has seen enough of it; the output is written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return INTERRUPTED
    except UnreadableInput as error:
        return _refused(str(error))
    except TooManyTogether as error:
        return _refused(f"{arguments.annotations}: {report.printable(str(error))}")
    except TooManyLabels as error:
        return _refused(f"{arguments.labels}: {error}")
    except OSError as error:
        return _refused(f"{error.filename}: {error.strerror}." if error.filename else str(error))
    return 0


def _refused(sentence: str) -> int:
    sys.stderr.write(f"guildmark: {sentence}\n")
    return 1


def _check_paths(arguments: argparse.Namespace) -> None:
    """Refuse, before anything is computed, to write over what is read, by whatever name, and to
    write where no file can be. Raises UnreadableInput."""
    out = arguments.out
    given = (arguments.labels, arguments.gold, arguments.annotations)
    read = [path for path in given if path is not None and path.exists()]
    if out.is_dir():
        raise UnreadableInput(out, "this is a folder: name a file to write to.")
    if not out.parent.is_dir():
        raise UnreadableInput(out, "there is no such folder to write to.")
    if out.exists() and any(path.samefile(out) for path in read):
        raise UnreadableInput(out, "this is an input: write to another file.")
    labels, gold = arguments.labels, arguments.gold
    if labels in read and gold in read and gold.samefile(labels):
        raise UnreadableInput(gold, "these are the labels: gold is what is known.")
    _try_to_write(out)


def _try_to_write(out: Path) -> None:
    """Nothing changes. Raises OSError; what is no plain file is not tried."""
    is_new = not out.exists()
    if out.is_symlink() or not (is_new or out.is_file()):
        return
    out.open("ab").close()
    if is_new:
        out.unlink()


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    """A full disk names no file."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(out)
        raise


def _classes(arguments: argparse.Namespace) -> Iterable[str]:
    answers = read_answers(arguments.labels)
    gold = read_gold(arguments.gold) if arguments.gold is not None else {}
    found = consolidate_classes(answers.labels, gold=gold, method=arguments.method)
    with _writing(arguments.out):
        write_labels(arguments.out, found.rows)
    yield from report.of_classes(found, arguments.out)
    if answers.repeated:
        again = f"Given again by the same person on the same item: {answers.repeated:,}"
        yield f"{again}; the last counts."
    if arguments.gold is not None and not gold:
        yield f"Not used: there is no gold in {arguments.gold}, so all is as without it."
    if arguments.annotations is not None:
        yield "Not used: --annotations is of boxes and polygons."


def _drawings(arguments: argparse.Namespace) -> Iterable[str]:
    drawn = read_drawings(arguments.annotations, arguments.kind)
    found = consolidate_drawings(drawn)
    with _writing(arguments.out):
        write_shapes(arguments.out, drawn, found.images.items())
    yield from report.of_drawings(found, arguments.out)
    if drawn.repeated:
        yield (
            f"Given again by the same person on the same image: {drawn.repeated:,}; the last line "
            "counts, for all that they drew there."
        )
    given = (arguments.labels, arguments.gold)
    if any(path is not None for path in given) or arguments.method != DEFAULT:
        yield "Not used: --labels, --gold and --method are of classes."


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./guildmark consolidate",
        description="One label of several people's answers, from files to files.",
        allow_abbrev=False,
    )
    parser.add_argument("--kind", choices=KINDS, required=True)
    parser.add_argument("--labels", type=Path, metavar="CSV", help="item, annotator, label")
    parser.add_argument("--gold", type=Path, metavar="CSV", help="item, label: what is known")
    parser.add_argument(
        "--method",
        choices=get_args(Method),
        default=DEFAULT,
        help=f"of classes (default: {DEFAULT})",
    )
    parser.add_argument(
        "--annotations", type=Path, metavar="JSONL", help="image, annotator, shapes: one a line"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    return parser


if __name__ == "__main__":
    if isinstance(sys.stdout, TextIOWrapper):  # a letter the terminal has not must end nothing
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main())
