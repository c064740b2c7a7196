"""The frame that counts is the one with the shapes, not one that is presented late before it."""

from tests.load.canvas_bench.frames import MADE, PRESENTED, Event, Trace

PAGE = 7


def mark(which: str, at_ms: float) -> Event:
    return {"name": f"bench:first_render:{which}", "ph": "I", "ts": at_ms * 1000, "pid": PAGE}


def span(name: str, number: str, begin_ms: float, end_ms: float) -> list[Event]:
    common = {"name": name, "pid": PAGE, "id2": {"local": number}}
    return [
        {**common, "ph": "b", "ts": begin_ms * 1000},
        {**common, "ph": "e", "ts": end_ms * 1000},
    ]


def test_a_frame_made_before_that_comes_late_is_not_the_one_with_the_shapes() -> None:
    picture = [*span(MADE, "0x1", 0, 17), *span(PRESENTED, "0x1", 96, 100)]
    shapes = [*span(MADE, "0x9", 17, 95), *span(PRESENTED, "0x9", 105, 120)]
    trace = Trace([mark("begin", 10), mark("end", 90), *picture, *shapes])

    assert trace.until_shown_ms("first_render") == 90
    assert trace.until_drawn_ms("first_render") == 110


def test_a_number_that_the_browser_gives_again_is_another_frame() -> None:
    before = [*span(MADE, "0x9", 0, 5), *span(PRESENTED, "0x9", 6, 8)]
    shapes = [*span(MADE, "0x9", 17, 95), *span(PRESENTED, "0x9", 105, 120)]
    after = [*span(MADE, "0x9", 120, 130), *span(PRESENTED, "0x9", 135, 140)]
    trace = Trace([mark("begin", 10), mark("end", 90), *after, *shapes, *before])

    assert trace.until_drawn_ms("first_render") == 110
