import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT } from "@/model/document";
import { PromptCutter, type Found } from "@/model/cutout/cutter";
import { readSchema } from "@/model/schema";
import { Driver } from "../driver";
import {
  areas,
  colours,
  drawn,
  driver,
  heard,
  IMAGE,
  mask,
  RIGHT,
  square,
} from "../masks/mask-driver";

/** The bright block of the driver's picture is 60 x 40 pixels from (60, 30). */
const BLOCK = 2400;
const ROUND_BLOCK = [[50, 22], [90, 50], [132, 80]] as const; // prettier-ignore
const POLYGONS = readSchema({
  version: 1,
  labels: [{ key: "leaf", name: "Leaf", color: "aqua", kind: "polygon" }],
  questions: [],
});

const finger = (pointerId: number) => ({ device: "touch", pointerId }) as const;

function work(document = EMPTY_DOCUMENT) {
  const d = driver("cutout", document);
  d.bench.see({ cutter: new PromptCutter(colours(), IMAGE) });
  return d;
}

describe("box to mask", () => {
  it("takes the object in the box, undone as one step", () => {
    const d = work().drag(...ROUND_BLOCK);

    expect(Math.abs((areas(d)[0] ?? 0) - BLOCK)).toBeLessThan(120);
    expect(d.bench.state).toMatchObject({ preview: null, stateName: "cutout.idle" });
    expect(d.press("Ctrl+z").bench.state.document).toEqual(EMPTY_DOCUMENT);
  });

  it("takes it away with the secondary button", () => {
    const d = work(drawn(mask("s1", "coin", square(40, 10, 85))));
    const [before = 0] = areas(d);

    d.move(50, 22).down(50, 22, RIGHT).move(132, 80).up(132, 80, RIGHT);

    const [after = 0] = areas(d);
    expect(Math.abs(before - after - BLOCK)).toBeLessThan(120);
  });

  it("waits for what is found, and keeps it once it is known", () => {
    const d = work();
    const finder = new PromptCutter(colours(), IMAGE);
    let now: Found = { type: "working" };
    d.bench.see({ cutter: { begin: (box) => finder.begin(box), found: () => now } });
    d.drag(...ROUND_BLOCK);
    expect(d.bench.state).toMatchObject({ stateName: "cutout.working", canUndo: false });

    now = finder.found();
    d.bench.lookAgain();

    expect(d.bench.state).toMatchObject({ stateName: "cutout.idle", canUndo: true });
  });

  it.each([
    ["a pan by Space", (d: Driver) => d.press(" ").drag([10, 10], [20, 20]), (d: Driver) => d.release(" ")], // prettier-ignore
    [
      "two fingers",
      (d: Driver) => d.down(10, 10, finger(7)).down(90, 90, finger(8)).move(99, 99, finger(8)),
      (d: Driver) => d.up(99, 99, finger(8)).up(10, 10, finger(7)),
    ],
  ])("goes on being looked for during %s, and is kept after it", (_, begin, end) => {
    const d = work();
    const finder = new PromptCutter(colours(), IMAGE);
    let now: Found = { type: "working" };
    d.bench.see({ cutter: { begin: (box) => finder.begin(box), found: () => now } });
    d.drag(...ROUND_BLOCK);

    begin(d);
    now = finder.found();
    d.bench.lookAgain();
    const during = areas(d).length;
    end(d);

    expect([during, areas(d).length]).toEqual([0, 1]);
    expect(d.bench.state.stateName).toBe("cutout.idle");
  });

  it("is let go by Escape, also while it is looked for", () => {
    const d = work();
    d.bench.see({ cutter: { begin: () => undefined, found: () => ({ type: "working" }) } });

    d.drag(...ROUND_BLOCK).press("Escape");

    expect(d.bench.state).toMatchObject({ preview: null, canUndo: false });
    expect(d.bench.state.stateName).toBe("cutout.idle");
  });

  it.each([
    ["nothing", "cutout_nothing"],
    ["not_read", "picture_not_read"],
  ] as const)("says so when it finds %s", (type, notice) => {
    const d = work();
    d.bench.see({ cutter: { begin: () => undefined, found: () => ({ type }) } });
    const notices = heard(d);

    d.drag(...ROUND_BLOCK);

    expect(notices).toEqual([notice]);
  });

  it("takes no box that is a slip of the hand", () => {
    const d = work();
    const notices = heard(d);

    d.drag([50, 22], [52, 24]);

    expect(notices).toEqual(["too_small"]);
  });
});

it("says so, and not that the project's model failed, when looking for the object took too long", () => {
  const d = work().press("Shift+W");
  d.bench.see({ cutter: { begin: () => undefined, found: () => ({ type: "failed" }) } });
  const notices = heard(d);

  d.drag(...ROUND_BLOCK);

  expect(notices).toEqual(["cutout_failed"]);
});

describe("the project's model", () => {
  const byPlugin = (type: "failed" | "nothing") => {
    const d = work();
    d.bench.see({ plugin: { begin: () => undefined, found: () => ({ type }) } });
    d.bench.run({ type: "offer_tools", tools: ["plugin"] });
    return d.press("Shift+X");
  };

  it("is there where the project has one, and asked in place of the cut", () => {
    expect(work().press("Shift+X").bench.state.tool).toBe("cutout");
    expect(byPlugin("nothing").bench.state.tool).toBe("plugin");
  });

  it("is said to have failed when it breaks", () => {
    const d = byPlugin("failed");
    const notices = heard(d);

    d.drag(...ROUND_BLOCK);

    expect(notices).toEqual(["plugin_failed"]);
    expect(d.bench.state).toMatchObject({ preview: null, canUndo: false });
  });
});

describe("box to polygon", () => {
  it("goes round the object with few corners", () => {
    const options = { document: EMPTY_DOCUMENT, schema: POLYGONS, image: IMAGE, canEdit: true };
    const d = new Driver({ ...options, tool: "polygon" }, { width: 200, height: 100 });
    d.bench.see({ cutter: new PromptCutter(colours(), IMAGE) });

    d.press("Shift+W").drag(...ROUND_BLOCK);

    const [shape] = d.bench.state.document.shapes;
    expect(shape).toMatchObject({ kind: "polygon", label: "leaf" });
    const corners = shape?.kind === "polygon" ? shape.geometry.points.length : 0;
    expect(corners).toBeGreaterThanOrEqual(4);
    expect(corners).toBeLessThan(20);
    expect(d.press("Ctrl+z").bench.state.document).toEqual(EMPTY_DOCUMENT);
  });
});
