import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import { maskOf } from "@/model/masks/geometry";
import { regionFrom } from "@/model/masks/region";
import { readSchema } from "@/model/schema";
import { pixelsIn, PromptFinder } from "@/model/scissors/finder";
import type { ToolName } from "./commands";
import { Driver } from "./driver";

const IMAGE = { width_px: 400, height_px: 300 };
const KINDS = [
  "box",
  "rotated_box",
  "polygon",
  "ellipse",
  "polyline",
  "keypoints",
  "mask",
] as const;
const points = ["a", "b", "c"].map((key) => ({ key, name: key }));
const SCHEMA = readSchema({
  version: 1,
  labels: KINDS.map((kind) => ({
    key: kind,
    name: kind,
    color: "aqua",
    kind,
    ...(kind === "keypoints" && { skeleton: { points, edges: [] } }),
  })),
  questions: [],
});
const square = (x: number, y: number) =>
  [[x, y], [x + 90, y], [x + 90, y + 80], [x, y + 80]] as const; // prettier-ignore
const polygon = (id: string, x: number) => ({ id, kind: "polygon" as const, label: "polygon", attributes: {}, geometry: { points: square(x, 20), holes: [] } }); // prettier-ignore
const region = regionFrom(250, Array<number[]>(40).fill([180, 240]));
const geometry = maskOf(region);
if (geometry === null) throw new Error("It has pixels");
/** Two polygons that touch, a box, and a mask at the lower right. */
const WORK: AnnotationDocument = {
  ...EMPTY_DOCUMENT,
  shapes: [
    polygon("p1", 20),
    polygon("p2", 110),
    { id: "b1", kind: "box", label: "box", attributes: {}, geometry: { x: 20, y: 200, width: 60, height: 50 } }, // prettier-ignore
    { id: "m1", kind: "mask", label: "mask", attributes: {}, geometry },
  ],
};
const CELLS = { width: 200, height: 150, step: 2, numbers: new Uint16Array(200 * 150) };
const WORKING = { begin: () => undefined, found: () => ({ type: "working" }) as const };
const FREE = [300, 60] as const;

function driver(tool: ToolName, device: "mouse" | "touch" = "mouse") {
  const options = {
    document: WORK,
    schema: SCHEMA,
    image: IMAGE,
    tool,
    canEdit: tool !== "browse",
  };
  const d = new Driver(options, { width: 400, height: 300 }, device);
  const pixels = pixelsIn(new Uint8ClampedArray(400 * 300 * 4).fill(90), IMAGE);
  d.bench.see({
    pixels,
    ways: new PromptFinder(pixels),
    cells: () => CELLS,
    cutter: WORKING,
    plugin: WORKING,
  });
  d.bench.run({ type: "offer_tools", tools: ["superpixels", "plugin"] });
  const kind = KINDS.find((one) => tool.startsWith(one)) ?? (OF_MASKS.has(tool) ? "mask" : null);
  if (tool === "cutout_polygon") d.bench.run({ type: "use_label", label: "polygon" });
  else if (kind !== null) d.bench.run({ type: "use_label", label: tool.startsWith("box") ? "box" : kind }); // prettier-ignore
  d.bench.run({ type: "use_tool", tool });
  return d;
}

const OF_MASKS: ReadonlySet<ToolName> = new Set(["brush", "eraser", "area", "scissors", "wand", "fill", "cutout", "plugin", "superpixels"]); // prettier-ignore

const [x, y] = FREE;
const pressed = (d: Driver) => d.move(x, y).down(x, y);
const dragged = (d: Driver) =>
  pressed(d)
    .move(x + 30, y + 20)
    .move(x + 50, y + 40);
const clicked = (d: Driver) => d.click(x, y);
const chosen = (d: Driver) => d.click(60, 60);

/** Every state with something in the hand, and how the hand comes to it. */
const STATES: readonly (readonly [string, ToolName, (d: Driver) => Driver])[] = [
  ["box.drawing", "box", dragged],
  ["box.placing_second_corner", "box", clicked],
  ["box.by_keys", "box", (d) => d.press("n", "ArrowRight")],
  ["box_extremes.pressing", "box_extremes", dragged],
  ["box_extremes.placing", "box_extremes", (d) => clicked(d).click(x + 20, y + 30)],
  ["box_extremes.by_keys", "box_extremes", (d) => d.press("n", "n", "ArrowUp")],
  ["rotated_box.dragging_side", "rotated_box", dragged],
  ["rotated_box.placing", "rotated_box", (d) => clicked(d).click(x + 40, y)],
  [
    "rotated_box.pressing",
    "rotated_box",
    (d) =>
      clicked(d)
        .click(x + 40, y)
        .down(x, y + 40),
  ],
  ["rotated_box.by_keys", "rotated_box", (d) => d.press("n", "ArrowRight", ".")],
  ["ellipse.drawing", "ellipse", dragged],
  ["ellipse.placing_second_corner", "ellipse", clicked],
  ["ellipse.by_keys", "ellipse", (d) => d.press("n", ".")],
  ["polygon.pressing", "polygon", pressed],
  ["polygon.freehand", "polygon", dragged],
  ["polygon.drawing", "polygon", (d) => clicked(d).click(x + 40, y)],
  ["polygon.by_keys", "polygon", (d) => d.press("n", "n", "ArrowLeft")],
  ["polyline.freehand", "polyline", dragged],
  ["polyline.drawing", "polyline", (d) => clicked(d).click(x + 40, y)],
  ["polyline.by_keys", "polyline", (d) => d.press("n", "n", "ArrowLeft")],
  ["keypoints.pressing", "keypoints", dragged],
  ["keypoints.placing", "keypoints", clicked],
  ["keypoints.by_keys", "keypoints", (d) => d.press("n", "n", "ArrowUp")],
  ["slice.drawing", "select", (d) => chosen(d).press("Shift+s").click(60, 5)],
  ["slice.freehand", "select", (d) => chosen(d).press("Shift+s").down(60, 5).move(62, 40).move(64, 70)], // prettier-ignore
  ["slice.by_keys", "select", (d) => chosen(d).press("Shift+s", "n", "ArrowDown")],
  ["redraw.drawing", "select", (d) => chosen(d).press("Shift+r").click(40, 20)],
  ["join.picking", "select", (d) => chosen(d).press("Shift+j").move(150, 60)],
  ["group.picking", "select", (d) => chosen(d).press("Shift+g").move(150, 60)],
  ["select.dragging_shape", "select", (d) => chosen(d).down(60, 60).move(80, 70).move(100, 90)],
  ["select.dragging_handle", "select", (d) => d.click(50, 225).down(80, 250).move(120, 270)],
  ["brush.painting", "brush", dragged],
  ["brush.by_keys", "brush", (d) => d.press("n", "Shift+ArrowRight")],
  ["eraser.painting", "eraser", (d) => d.move(260, 200).down(260, 200).move(270, 210)],
  ["area.pressing", "area", dragged],
  ["area.tracing", "area", (d) => clicked(d).click(x + 40, y)],
  ["scissors.pressing", "scissors", pressed],
  ["scissors.tracing", "scissors", (d) => clicked(d).click(x + 40, y)],
  ["wand.pressing", "wand", pressed],
  ["cutout.drawing", "cutout", dragged],
  ["cutout.working", "cutout", (d) => dragged(d).up(x + 50, y + 40)],
  ["cutout.drawing", "cutout_polygon", dragged],
  ["cutout.working", "plugin", (d) => dragged(d).up(x + 50, y + 40)],
  ["superpixels.sweeping", "superpixels", dragged],
  ["pan.panning", "pan", dragged],
  ["pan.panning", "browse", dragged],
  ["browse.pressing", "browse", pressed],
];

const shown = ({ bench: { state } }: Driver) => {
  const { document, preview, sketch, painting, isGesture, canUndo, view, unfinished } = state;
  return { document, preview, sketch, painting, isGesture, canUndo, view, unfinished };
};

const seen = ({ bench: { state } }: Driver) =>
  JSON.stringify([state.stateName, state.preview, state.sketch, state.painting, state.prompt]);
/** A brush that keys move takes away what lies under it. */
const deletes = (stateName: string, key: string) =>
  stateName === "brush.by_keys" && key === "Delete";

describe.each(STATES)("%s of %s", (stateName, tool, come) => {
  it("is left by Escape as if it had never been, and the tool goes on", () => {
    const d = driver(tool);
    const before = { ...shown(d), view: d.bench.state.view };

    come(d);
    const reached = d.bench.state.stateName;
    const { canUndo } = d.bench.state;
    d.press("Escape");

    expect(reached).toBe(stateName);
    expect(canUndo).toBe(false);
    expect(shown(d)).toEqual(before);
    expect(d.bench.state.stateName).toMatch(/\.idle$/);
    d.up(x + 50, y + 40).press("Ctrl+z");
    expect(d.bench.state.document).toEqual(WORK);
  });

  it("changes nothing when the stage is taken away, and hears the next press", () => {
    const d = come(driver(tool));

    d.bench.pointersGone();
    const { document } = d.bench.state;
    d.press("Escape").press("Escape");

    expect(document).toEqual(WORK);
    expect(shown(d)).toMatchObject({ preview: null, sketch: null, painting: null, canUndo: false });
    expect(d.bench.state.stateName).toMatch(/\.idle$/);
  });

  it("stays in the hand when a phone is turned on its side and back", () => {
    const d = come(driver(tool));
    const before = shown(d);
    const { stateName: reached } = d.bench.state;

    d.bench.setViewport({ width: 300, height: 400 });
    const aside = { stateName: d.bench.state.stateName, ...shown(d) };
    d.bench.setViewport({ width: 400, height: 300 });

    const { document, preview, painting, isGesture, unfinished } = before;
    expect(aside).toMatchObject({ document, preview, painting, isGesture, unfinished });
    expect([aside.stateName, d.bench.state.stateName]).toEqual([reached, reached]);
    expect(shown(d)).toEqual(before);
  });

  it.each(["Ctrl+z", "Delete"])("says whether %s takes a press of it back", (key) => {
    const d = come(driver(tool));
    const { takesBack } = d.bench.state;
    const before = seen(d);

    d.press(key);

    expect(seen(d) !== before).toBe(takesBack || deletes(stateName, key));
    expect(d.bench.state).toMatchObject({ document: WORK, canUndo: false });
  });

  it("takes undo for its own or for nothing: what was drawn before stays", () => {
    const d = come(driver(tool));

    d.press("Ctrl+z").press("Escape");

    expect(shown(d)).toMatchObject({ document: WORK, canUndo: false, isGesture: false });
  });
});

describe("only looking", () => {
  it("chooses by a click, moves the picture by a drag, and changes nothing by any key", () => {
    const d = driver("browse").click(60, 60);
    const { chosenId, view } = d.bench.state;

    d.press("+", "+").drag([200, 150], [150, 120]);
    d.press("Delete", "ArrowRight", "n", "Ctrl+d", "Shift+s", "Ctrl+z", "b").click(120, 120);

    expect(chosenId).toBe("p1");
    expect(d.bench.state.view).not.toEqual(view);
    expect(d.bench.state).toMatchObject({ document: WORK, canUndo: false, isGesture: false });
  });
});

it("a pinch that is let go leaves the picture where it was", () => {
  const d = driver("box", "touch");
  const { view } = d.bench.state;

  d.down(100, 100, { pointerId: 1 }).down(200, 200, { pointerId: 2 });
  d.move(260, 260, { pointerId: 2 });
  const { stateName } = d.bench.state;
  d.press("Escape");

  expect(stateName).toBe("pinch.pinching");
  expect(d.bench.state).toMatchObject({ view, stateName: "box.idle", document: WORK });
});
