import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import { readSchema } from "@/model/schema";
import type { KeypointsGeometry } from "@/model/shapes/keypoints";
import { documentProblems } from "@/model/validation/document";
import type { Notice, ToolName } from "./commands";
import { Driver } from "./driver";

const KINDS = ["box", "rotated_box", "polygon", "ellipse", "polyline", "keypoints"] as const;
const SCHEMA = readSchema({
  version: 1,
  labels: KINDS.map((kind) => ({
    key: kind,
    name: kind,
    color: "aqua",
    kind,
    skeleton:
      kind === "keypoints"
        ? {
            points: ["eye", "ear", "nose"].map((key) => ({ key, name: key })),
            edges: [["eye", "nose"]],
          }
        : null,
  })),
  questions: [],
});
const IMAGE = { width_px: 400, height_px: 300 };

function driver(tool: ToolName, document: AnnotationDocument = EMPTY_DOCUMENT) {
  const d = new Driver(
    { document, schema: SCHEMA, image: IMAGE, tool: "select", canEdit: true },
    { width: 400, height: 300 },
  );
  d.bench.run({ type: "use_tool", tool });
  return d;
}

const geometries = (d: Driver) => d.bench.state.document.shapes.map((shape) => shape.geometry);
const problems = (d: Driver) => documentProblems(d.bench.state.document, SCHEMA, IMAGE);

describe("a line", () => {
  it("goes point by point, may come back to a place, and ends by a second click", () => {
    const d = driver("polyline").click(50, 50).click(150, 50).click(50, 50).click(90, 90);

    d.click(91, 90);

    expect(geometries(d)).toEqual([{ points: [[50, 50], [150, 50], [50, 50], [90, 90]] }]); // prettier-ignore
    expect(problems(d)).toEqual([]);
  });

  it("is not closed by its first point", () => {
    const d = driver("polyline").click(50, 50).click(150, 50).click(150, 150).click(50, 50);

    expect(d.bench.state.stateName).toBe("polyline.drawing");
  });

  it("keeps two points, and nothing of it when Escape lets go", () => {
    const d = driver("polyline").click(50, 50).click(150, 50).press("Enter");
    d.press("v", ".", "Delete")
      .click(10, 10)
      .press("Shift+l")
      .click(10, 10)
      .click(90, 10)
      .press("Escape");

    expect(geometries(d)).toEqual([{ points: [[50, 50], [150, 50]] }]); // prettier-ignore
  });
});

describe("an ellipse", () => {
  it("fills what is dragged, is sized and turned by its handles, each one step", () => {
    const d = driver("ellipse").drag([100, 100], [150, 120], [200, 160]);
    const drawn = { center_x: 150, center_y: 130, radius_x: 50, radius_y: 30, angle_deg: 0 };
    expect(geometries(d)).toEqual([drawn]);

    d.drag([200, 130], [220, 130]);
    expect(geometries(d)).toEqual([{ ...drawn, radius_x: 70 }]);
    d.drag([150, 74], [206, 130]);
    expect(geometries(d)).toEqual([{ ...drawn, radius_x: 70, angle_deg: 90 }]);

    d.press("Ctrl+z", "Ctrl+z");
    expect(geometries(d)).toEqual([drawn]);
  });

  it("is too small when it is a dot, and is made and turned by keys", () => {
    const d = driver("ellipse").drag([100, 100], [150, 100]);
    expect(d.bench.state).toMatchObject({ refusal: { type: "too_small" } });

    d.press("n", ".", ".", "Shift+ArrowRight", "ArrowLeft", "Enter", ",");

    expect(geometries(d)).toEqual([
      { center_x: 192, center_y: 150, radius_x: 34, radius_y: 30, angle_deg: 1 },
    ]);
  });
});

describe("a turned box", () => {
  const drawn = { center_x: 150, center_y: 120, width: 100, height: 40, angle_deg: 0 };

  it("is a side by a drag, then how far it reaches", () => {
    const d = driver("rotated_box").drag([100, 100], [150, 100], [200, 100]);
    expect(d.bench.state.stateName).toBe("rotated_box.placing");

    d.move(170, 130).click(120, 140);

    expect(geometries(d)).toEqual([drawn]);
    expect(d.bench.state.canUndo).toBe(true);
  });

  it("is three clicks as well, at any angle", () => {
    const d = driver("rotated_box").click(100, 100).click(100, 200).click(60, 150);

    expect(geometries(d)).toEqual([
      { center_x: 80, center_y: 150, width: 100, height: 40, angle_deg: 90 },
    ]);
  });

  it("takes a point back, and is let go in the middle", () => {
    const d = driver("rotated_box").click(100, 100).click(150, 180).press("Ctrl+z");
    d.click(200, 100).click(120, 140);
    expect(geometries(d)).toEqual([drawn]);

    d.click(20, 20).click(60, 20).press("Escape");

    expect(geometries(d)).toEqual([drawn]);
    expect(d.bench.state.preview).toBeNull();
  });
});

describe("a box by its four extreme points", () => {
  it("is what holds them, whatever their order", () => {
    const d = driver("box_extremes").click(60, 120).click(100, 80).click(180, 110).click(120, 200);

    expect(geometries(d)).toEqual([{ x: 60, y: 80, width: 120, height: 120 }]);
  });

  it("takes points back, and asks for more when there are too few", () => {
    const d = driver("box_extremes").click(60, 120).press("Enter");
    expect(d.bench.state.refusal).toEqual({ type: "too_few_points" });
    d.click(0, 0).press("Backspace").click(100, 80).press("Enter");

    expect(geometries(d)).toEqual([{ x: 60, y: 80, width: 40, height: 40 }]);
  });
});

describe("keypoints", () => {
  const seen = (x: number, y: number, is_visible = true) => ({ x, y, is_visible });

  it("are asked for one by one, hidden ones marked, others left out", () => {
    const d = driver("keypoints").click(50, 50);
    expect(d.bench.state.prompt).toMatchObject({ name: "ear", number: 2, of: 3 });

    d.press("u").click(80, 50).press(".");

    expect(geometries(d)).toEqual([{ points: { eye: seen(50, 50), ear: seen(80, 50, false) } }]);
    expect(problems(d)).toEqual([]);
  });

  it("are taken back and let go", () => {
    const d = driver("keypoints").click(50, 50).click(60, 60).press("Ctrl+z");
    expect(d.bench.state.prompt).toMatchObject({ name: "ear" });

    d.press("Escape");

    expect(d.bench.state).toMatchObject({ preview: null, prompt: null, canUndo: false });
  });

  it("get what is missing later, are moved and change sight, each one step", () => {
    const d = driver("keypoints").click(50, 50).press("Enter", "i").click(80, 50).click(60, 90);
    const whole = { points: { eye: seen(50, 50), ear: seen(80, 50), nose: seen(60, 90) } };
    expect(geometries(d)).toEqual([whole]);

    d.press("v", ".", "u", "ArrowRight", "Ctrl+z", "Ctrl+z");

    expect(geometries(d)).toEqual([whole]);
    d.press("Ctrl+z");
    expect(geometries(d)).toEqual([{ points: { eye: seen(50, 50) } }]);
  });

  it("are placed with the keys alone, and told by name", () => {
    const d = driver("keypoints");
    const heard: Notice[] = [];
    d.bench.onNotice((notice) => heard.push(notice));

    d.press("n", "n", "ArrowRight", "n", "ArrowDown", "n");

    const { points } = geometries(d)[0] as KeypointsGeometry;
    expect(points).toEqual({ eye: seen(200, 150), ear: seen(208, 150), nose: seen(208, 158) });
    expect(heard).toContainEqual(
      expect.objectContaining({ type: "cursor_moved", prompt: { name: "ear", number: 2, of: 3, isHidden: false } }), // prettier-ignore
    );
  });

  it("keep one point at least", () => {
    const d = driver("keypoints").press("Enter").click(50, 50).press("Enter", "v", ".", "Delete");

    expect(d.bench.state.refusal).toEqual({ type: "fewest_points" });
    expect(geometries(d)).toEqual([{ points: { eye: seen(50, 50) } }]);
  });
});

describe("labels and kinds", () => {
  it("go together: a digit brings the tool, a tool brings its label", () => {
    const d = driver("box").press("4");
    expect(d.bench.state).toMatchObject({ tool: "ellipse", labelKey: "ellipse" });

    d.press("Shift+b");

    expect(d.bench.state).toMatchObject({ tool: "box_extremes", labelKey: "box" });
    expect(d.press("1").bench.state.tool).toBe("box_extremes");
  });

  it("do not make a box a polygon: another kind's label is drawn next", () => {
    const d = driver("box").drag([10, 10], [60, 60]).press("v", "3");

    expect(d.bench.state).toMatchObject({ tool: "polygon", labelKey: "polygon" });
    expect(d.bench.state.document.shapes[0]?.label).toBe("box");
  });
});

const square = (x: number, y: number) =>
  [[x, y], [x + 90, y], [x + 90, y + 80], [x, y + 80]] as const; // prettier-ignore
const plain = { attributes: {} };
/** Two polygons that overlap and one apart, lines and a box. */
const SEVERAL: AnnotationDocument = {
  ...EMPTY_DOCUMENT,
  shapes: [
    ...[square(20, 20), square(80, 60), square(250, 180)].map((points, at) => ({ ...plain, id: `p${at}`, kind: "polygon" as const, label: "polygon", geometry: { points, holes: [] } })), // prettier-ignore
    ...[40, 120].map((y) => ({ ...plain, id: `l${y}`, kind: "polyline" as const, label: "polyline", geometry: { points: [[200, y], [260, y + 30], [320, y]] as const } })), // prettier-ignore
    { ...plain, id: "b", kind: "box", label: "box", geometry: { x: 10, y: 200, width: 60, height: 50 } }, // prettier-ignore
  ],
};

describe("any run of the hand and the keys", () => {
  const keys = ["Enter", "Escape", "n", "i", "u", ".", ",", "Delete", "ArrowRight", "Shift+ArrowDown", "Ctrl+d", "Ctrl+c", "Ctrl+v", "PageUp", "Tab", "Shift+p", "v", "b", "Shift+b", "t", "p", "Shift+o", "Shift+l", "j", "Shift+s", "Shift+j", "Shift+r", "Shift+m", "Shift+g", "Shift+u", "Ctrl+z", "Ctrl+Shift+z"]; // prettier-ignore
  const point = fc.tuple(fc.integer({ min: -20, max: 420 }), fc.integer({ min: -20, max: 320 }));
  const act = fc.oneof(
    { arbitrary: point.map((at) => ({ type: "click", at }) as const), weight: 4 },
    { arbitrary: fc.tuple(point, point).map((to) => ({ type: "drag", to }) as const), weight: 2 },
    {
      arbitrary: fc.constantFrom(...keys).map((key) => ({ type: "key", key }) as const),
      weight: 4,
    },
  );

  type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;
  const key = (name: string): Act => ({ type: "key", key: name });
  /** A shape is walked to, something is begun with it, the hand goes on, and part of it is undone. */
  const parting = fc
    .tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom("Shift+s", "Shift+j", "Shift+r", "Shift+m", "Shift+g", "Shift+u"),
      fc.array(act, { maxLength: 4 }),
      fc.constantFrom("Enter", "Escape", "Ctrl+z", "Ctrl+Shift+z"),
    )
    .map(([steps, begin, acts, end]): readonly Act[] => [
      ...["v", "Escape", ...Array.from({ length: steps }, () => "Tab"), begin].map(key),
      ...acts,
      ...["Enter", end].map(key),
    ]);

  function perform(d: Driver, acts: readonly Act[]) {
    for (const one of acts) {
      if (one.type === "click") d.click(...one.at);
      else if (one.type === "drag") d.drag(...one.to);
      else d.press(one.key);
    }
    d.press("Escape");
  }

  /** All the way back, and as many steps on: an undo in the middle may leave more to redo. */
  function thereAndBack(d: Driver, began: AnnotationDocument) {
    const ended = d.bench.state.document;
    let steps = 0;
    for (; d.bench.state.canUndo; steps += 1) d.bench.run({ type: "undo" });
    expect(d.bench.state.document).toEqual(began);
    for (; steps > 0; steps -= 1) d.bench.run({ type: "redo" });
    expect(d.bench.state.document).toEqual(ended);
  }

  it("is undone to the very document it began with, and redone to the one it ended with", () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 5, maxLength: 25 }), (acts) => {
        const d = driver("polygon");
        perform(d, acts);
        thereAndBack(d, EMPTY_DOCUMENT);
      }),
      { seed: 42, numRuns: 100 },
    );
  }, 60_000);

  it("is, of shapes that are there to be parted, joined and grouped, undone and redone as well", () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.array(parting, { minLength: 3, maxLength: 8 }), (rounds) => {
        const d = driver("select", SEVERAL);
        d.bench.subscribe(() => reached.add(d.bench.state.stateName));
        perform(d, rounds.flat());
        thereAndBack(d, SEVERAL);
      }),
      { seed: 11, numRuns: 100 },
    );
    // The hand was in each of these, so what is undone is theirs too.
    expect([...reached]).toEqual(expect.arrayContaining(["slice.drawing", "redraw.drawing", "join.picking", "group.picking"])); // prettier-ignore
  }, 60_000);

  it("leaves only what is legal, but for outlines that cross or meet themselves", () => {
    const flagged = new Set(["self_crossing", "crossing_rings", "hole_outside", "repeated_point", "zero_area", "zero_length"]); // prettier-ignore
    fc.assert(
      fc.property(fc.array(act, { minLength: 5, maxLength: 25 }), (acts) => {
        const d = driver("keypoints");
        perform(d, acts);
        if (d.bench.state.document.shapes.length === 0) return;
        expect(problems(d).filter(({ code }) => !flagged.has(code))).toEqual([]);
      }),
      { seed: 7, numRuns: 100 },
    );
  }, 60_000);
});
