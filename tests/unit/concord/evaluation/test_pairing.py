"""Pairs are compared a block at a time, and what does not overlap is not kept."""

import tracemalloc

import numpy as np
import pytest

from concord.evaluation import pairing


def test_boxes_that_do_not_meet_take_no_memory_however_many_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pairing, "_PAIRS_AT_A_TIME", 10_000)
    count = 1500  # 2,250,000 pairs: 54 MB, if all were kept
    truths = np.tile([0.0, 0.0, 1.0, 1.0], (count, 1))
    predictions = np.tile([5.0, 5.0, 1.0, 1.0], (count, 1))
    predictions[7] = truths[0]
    image = np.zeros(count, dtype=np.int64)
    tracemalloc.start()

    pairs = pairing.pair_boxes(predictions, image, truths, image, np.zeros(count, dtype=bool))

    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert set(pairs.prediction.tolist()) == {7}
    assert pairs.truth.tolist() == list(range(count))
    assert peak_bytes < 20_000_000
