"""The page of work as people have it, lists and bars beside the stage, on 2,000 boxes.

It is the page of the stage alone (`frontend/src/pages/work/HarnessPage.tsx`), which needs no
server and is in the build for tests.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from deploy.local import node
from tests.load.canvas_bench import pages, stage
from tests.load.canvas_bench.frames import Trace, recorded

SHAPES = 2000
PHASES = ("hover", "pan", "zoom", "drag")
#: Each phase sends one event of a hand in each frame; `drag` takes the corner of a box.
MOVE = """async (phases) => {
  const stage = document.querySelector('[role="application"]');
  stage.setPointerCapture = () => undefined; // a script has no pointer to capture
  const [STEPS, MIDDLE_BUTTON] = [120, 1];
  const box = stage.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const frame = () => new Promise(requestAnimationFrame);
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));
  const angle = (step) => (4 * Math.PI * step) / STEPS;
  let buttons = 0;
  const send = (type, dx, dy, button = 0, from = { x, y }) => {
    if (type !== "pointermove") buttons = type === "pointerdown" ? 1 : 0;
    stage.dispatchEvent(new PointerEvent(type, {
      clientX: from.x + dx, clientY: from.y + dy, button, buttons,
      pointerId: 1, pointerType: "mouse", bubbles: true,
    }));
  };
  const wheel = (deltaY) =>
    stage.dispatchEvent(new WheelEvent("wheel", { clientX: x, clientY: y, deltaY }));
  const circle = (radius, from) => (step) =>
    send("pointermove", radius * (Math.cos(angle(step)) - 1), radius * Math.sin(angle(step)),
      0, from);
  const shape = window.__guildmark.document().shapes[1025];
  const corner = () => {
    const { x, y, width, height } = shape.geometry;
    return window.__guildmark.toPage(x + width, y + height);
  };
  const chosen = () => window.__guildmark.state();
  const hands = {
    hover: () => ({ step: circle(150) }),
    pan: () => {
      send("pointerdown", 0, 0, MIDDLE_BUTTON);
      return { step: circle(150), end: () => send("pointerup", 0, 0, MIDDLE_BUTTON) };
    },
    zoom: () => ({ step: (step) => wheel(step < STEPS / 2 ? -11 : 11) }),
    drag: () => {
      const from = corner();
      send("pointerdown", 0, 0, 0, from);
      if (chosen().stateName !== "select.dragging_handle") throw new Error("No corner was taken");
      return { step: circle(60, from), end: () => send("pointerup", 0, 0, 0, from) };
    },
  };
  const click = async (dx, dy, from) => {
    for (const type of ["pointermove", "pointerdown", "pointerup"]) send(type, dx, dy, 0, from);
    await frame();
  };
  for (const phase of phases) {
    if (phase === "drag") {
      const key = (key, code) =>
        stage.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true }));
      key("f", "KeyF");
      key("v", "KeyV");
      await frame();
      const { x, y, width, height } = shape.geometry;
      await click(0, 0, window.__guildmark.toPage(x + width / 2, y + height / 2));
      if (chosen().chosenId !== shape.id) throw new Error("No box was chosen");
      await rest(500);
    }
    const { step, end } = hands[phase]();
    await rest(300);
    await frame();
    performance.mark(`bench:page_${phase}:begin`);
    for (let number = 1; number <= STEPS; number += 1) {
      step(number);
      await frame();
    }
    performance.mark(`bench:page_${phase}:end`);
    end?.();
    await rest(300);
  }
}"""


def build(into: Path, picture: Path) -> Path:
    """The application with the page of the stage, and the picture beside it."""
    found = node.find_or_install()
    out = into / "page"
    options = ["--mode", "test", "--outDir", str(out), "--emptyOutDir"]
    pages.vite(found, pages.FRONTEND, options)
    shutil.copy(picture, out / picture.name)
    return out


@contextmanager
def opened(browser: Browser, folder: Path, picture: stage.Picture) -> Iterator[Page]:
    """The page with all shapes, its picture shown."""
    with stage.served(folder) as address:
        page = browser.new_page(viewport=stage.SCREEN, base_url=address)
        shell = folder / pages.SHELL
        page.route(re.compile(r"/_stage\?"), lambda route: route.fulfill(path=shell))
        size = f"width={picture.width}&height={picture.height}"
        page.goto(f"/_stage?count={SHAPES}&picture=/{picture.name}&{size}")
        page.wait_for_function("document.querySelector('[role=application] img')?.naturalWidth > 0")
        page.get_by_role("list", name="Shapes").get_by_role("listitem").first.wait_for()
        page.wait_for_timeout(1000)
        yield page
        page.close()


def phases(browser: Browser, folder: Path, picture: stage.Picture) -> Trace:
    """All phases, one after the other; their marks are `page_pan` and so on."""
    with opened(browser, folder, picture) as page, recorded(browser, page) as trace:
        page.evaluate(MOVE, list(PHASES))
    return trace
