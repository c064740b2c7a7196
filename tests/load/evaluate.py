"""How fast is a model evaluated, and is it what pycocotools says?

    ./guildmark bench evaluate [--images N] [--objects N] [--labels N] [--oracle-images N] [--whole]

Made-up boxes from a fixed seed. First curves of random sets of boxes, masks and keypoints, with
crowds, ties and empty images, and of some of the large set's images, are compared with those of
pycocotools: `max_difference`. Then a worker's arithmetic is timed, the fastest of three runs, in
seconds of the one processor it works on: `seconds` from documents to the whole report with all
tables and the outcome of every image;
`interval_seconds` is what the bootstrap intervals add. With `--whole` the whole run of a worker is
timed too, in a database of its own beside that of `up`: labels read from rows, predictions from a
file, all figures with intervals, a row written for each image; and the parts. The last line is one
JSON object with its `targets` and those `missed`: a second of worker time for 5,000 images, and
differences of 1e-9.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]

from concord.documents import Document, Shape, compile_schema  # noqa: E402 -- the path comes first
from concord.evaluation.comparison import ImagePair, Predicted, compare  # noqa: E402
from concord.evaluation.images import EvaluatedImage  # noqa: E402
from concord.evaluation.precision_recall import curves  # noqa: E402
from concord.evaluation.report import evaluate  # noqa: E402
from tests.load.releases_bench import evaluating  # noqa: E402
from tests.load.serving import set_up_django  # noqa: E402
from tests.load.verdict import Target, at_most, judged, leave_if_missed  # noqa: E402

SEED = 20260101
RUNS = 3
RANDOM_SETS = 20
WIDTH_PX, HEIGHT_PX = 1280.0, 960.0


def made_up(images: int, objects: int, labels: int) -> list[EvaluatedImage]:
    """Every object has a prediction nearby, one in ten of which is called something else."""
    rng = np.random.default_rng(SEED)
    size = (images, objects)
    sides = np.exp(rng.uniform(np.log(12), np.log(240), (*size, 2)))
    corners = rng.random((*size, 2)) * ((WIDTH_PX, HEIGHT_PX) - sides)
    boxes = np.concatenate([corners, sides], axis=2)
    moved = boxes + rng.normal(0, 0.08, boxes.shape) * np.tile(sides, 2)
    moved[..., 2:] = np.maximum(moved[..., 2:], 1.0)
    label = rng.integers(0, labels, size)
    said = np.where(rng.random(size) < 0.1, rng.integers(0, labels, size), label)
    score = rng.random(size).round(3)
    return [
        EvaluatedImage(
            int(WIDTH_PX),
            int(HEIGHT_PX),
            Document(False, tuple(map(_shape, boxes[at].tolist(), label[at].tolist())), {}),
            tuple(
                Predicted(_shape(box, name), value)
                for box, name, value in zip(
                    moved[at].tolist(), said[at].tolist(), score[at].tolist(), strict=True
                )
            ),
        )
        for at in range(images)
    ]


def _shape(box: list[float], label: int) -> Shape:
    geometry = dict(zip(("x", "y", "width", "height"), box, strict=True))
    return Shape("s", "box", f"label_{label}", geometry, {})


def definition(labels: int) -> dict[str, Any]:
    """A schema of boxes."""
    return {
        "version": 1,
        "labels": [
            {"key": f"label_{at}", "name": f"Label {at}", "color": "#30C7D2", "kind": "box"}
            for at in range(labels)
        ],
        "questions": [],
    }


def fastest(images: list[EvaluatedImage], labels: int, *, with_intervals: bool) -> float:
    """Seconds of one evaluation, the best of several."""
    schema = compile_schema(definition(labels))
    seconds = []
    for _ in range(RUNS):
        begin = time.process_time()
        evaluate(images, schema, with_intervals=with_intervals)
        seconds.append(time.process_time() - begin)
    return min(seconds)


def largest_difference(images: list[EvaluatedImage], labels: int) -> float:
    """Against pycocotools: random sets of each kind, and these images."""
    from tests.unit.concord.evaluation import coco_oracle

    worst = 0.0
    for kind in ("box", "mask", "keypoints"):
        options: dict[str, Any] = (
            {"limits": (20,), "sizes": ("all", "medium", "large")} if kind == "keypoints" else {}
        )
        for seed in range(RANDOM_SETS):
            made = coco_oracle.sample(seed, kind=kind)
            found = curves(coco_oracle.compared(made), **options)
            worst = max(worst, coco_oracle.difference(found, coco_oracle.asked(made)))
    whole = coco_oracle.Sample(len(images), labels, "bbox", *_rows(images))
    names = [f"label_{at}" for at in range(labels)]
    pairs = [ImagePair(image.truth.shapes, image.predicted) for image in images]
    mine = curves(compare(pairs, names))
    return max(worst, coco_oracle.difference(mine, coco_oracle.asked(whole)))


def _rows(images: list[EvaluatedImage]) -> tuple[list[Any], list[Any]]:
    truths: list[Any] = []
    predictions: list[Any] = []
    for number, image in enumerate(images, start=1):
        for shape in image.truth.shapes:
            row = {"id": len(truths) + 1, "iscrowd": 0, **_row(shape, number)}
            truths.append(row)
        predictions += [{**_row(one.shape, number), "score": one.score} for one in image.predicted]
    return truths, predictions


def _row(shape: Shape, image_id: int) -> dict[str, Any]:
    box = [shape.geometry[key] for key in ("x", "y", "width", "height")]
    category_id = int(shape.label.removeprefix("label_")) + 1
    return {
        "image_id": image_id,
        "category_id": category_id,
        "bbox": box,
        "area": box[2] * box[3],
    }


def say(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def targets(images: int, *, is_whole: bool) -> list[Target]:
    """A second of a worker for 5,000 images, and in proportion for more; for the whole run, too."""
    most = max(1.0, images / 5000)
    whole = [at_most("whole_processor_seconds", most)] if is_whole else []
    return [at_most("max_difference", 1e-9), at_most("with_intervals_seconds", most), *whole]


def main() -> None:
    """Check, time, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=int, default=5000)
    parser.add_argument("--objects", type=int, default=10)
    parser.add_argument("--labels", type=int, default=5)
    parser.add_argument("--oracle-images", type=int, default=200)
    parser.add_argument("--whole", action="store_true")
    options = parser.parse_args()
    if options.whole:
        set_up_django()
    images = made_up(options.images, options.objects, options.labels)
    worst = largest_difference(images[: options.oracle_images], options.labels)
    say(f"pycocotools   largest difference {worst:.1e}")
    seconds = fastest(images, options.labels, with_intervals=False)
    say(f"evaluation    {seconds:.2f} s for {options.images:,} images x {options.objects} boxes")
    with_intervals = fastest(images, options.labels, with_intervals=True)
    say(f"and intervals {with_intervals:.2f} s")
    whole = {"whole": evaluating.measured(options.images, options.objects)} if options.whole else {}
    if whole:
        say(f"whole run     {whole['whole']}")
    figures = {
        "images": options.images,
        "objects_each": options.objects,
        "seconds": round(seconds, 3),
        "interval_seconds": round(with_intervals - seconds, 3),
        "with_intervals_seconds": round(with_intervals, 3),
        "images_per_second": round(options.images / seconds, 1),
        "max_difference": worst,
        **whole,
    }
    if whole:
        figures["whole_processor_seconds"] = whole["whole"]["processor_seconds"]
    said = judged(figures, targets(options.images, is_whole=options.whole))
    say(json.dumps(said))
    leave_if_missed(said)


if __name__ == "__main__":
    main()
