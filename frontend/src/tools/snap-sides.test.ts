import { describe, expect, it } from "vitest";
import { EMPTY_DOCUMENT, type Shape } from "@/model/document";
import { readSchema } from "@/model/schema";
import { Driver } from "./driver";

const SCHEMA = readSchema({
  version: 1,
  labels: ["box", "polygon", "ellipse", "rotated_box"].map((kind) => ({ key: kind, name: kind, color: "aqua", kind })), // prettier-ignore
  questions: [],
});
/** A pixel of the picture is a pixel of the screen; a mouse reaches 7 of them. */
const SIZE = { width_px: 400, height_px: 300 };

const about = { attributes: {} };
const NEIGHBOUR: Shape = {
  ...about,
  id: "s1",
  kind: "box",
  label: "box",
  geometry: { x: 100, y: 100, width: 60, height: 50 },
};
const ROOF: Shape = {
  ...about,
  id: "s2",
  kind: "polygon",
  label: "polygon",
  geometry: { points: [[250, 180], [290, 130], [330, 180]], holes: [] }, // prettier-ignore
};

function work(...shapes: readonly Shape[]) {
  const document = { ...EMPTY_DOCUMENT, shapes };
  const d = new Driver(
    { document, schema: SCHEMA, image: SIZE, tool: "box", canEdit: true },
    { width: SIZE.width_px, height: SIZE.height_px },
  );
  d.bench.run({ type: "actual_size" });
  return d;
}
const last = (d: Driver) => d.bench.state.document.shapes.at(-1)?.geometry;

describe("a box that is drawn", () => {
  it("begins at the side of a neighbour and ends level with it", () => {
    const d = work(NEIGHBOUR).drag([163, 103], [200, 147]);

    expect(last(d)).toEqual({ x: 160, y: 100, width: 40, height: 50 });
  });

  it("goes to where a polygon ends, however far along the side that is", () => {
    const d = work(ROOF).drag([200, 40], [247, 200]);

    expect(last(d)).toEqual({ x: 200, y: 40, width: 50, height: 160 });
  });

  it("shows where it goes, and shows nothing where it goes by itself", () => {
    const d = work(NEIGHBOUR).move(200, 40).down(200, 40).move(163, 120);
    const shown = d.bench.state.preview?.snappedTo;
    d.move(180, 120);

    expect([shown, d.bench.state.preview?.snappedTo]).toEqual([{ x: 160, y: 120 }, null]);
  });

  it("is not drawn to what it is not beside, to ellipses, or with Shift or snapping off", () => {
    const away = work(NEIGHBOUR).drag([163, 200], [220, 260]);
    const round: Shape = { ...about, id: "s3", kind: "ellipse", label: "ellipse", geometry: { center_x: 130, center_y: 125, radius_x: 30, radius_y: 25, angle_deg: 0 } }; // prettier-ignore
    const ellipse = work(round).drag([163, 103], [220, 147]);
    const off = work(NEIGHBOUR).press("q").drag([163, 103], [220, 147]);
    const held = work(NEIGHBOUR);
    const shift = { shift: true };
    held.down(163, 103, shift).move(220, 147, shift).up(220, 147, shift);

    expect(last(away)).toEqual({ x: 163, y: 200, width: 57, height: 60 });
    for (const d of [ellipse, off, held])
      expect(last(d)).toEqual({ x: 163, y: 103, width: 57, height: 44 });
  });

  it("stays where it was drawn with care, further away than a hand can mean", () => {
    const d = work(NEIGHBOUR).drag([164, 104], [200, 145]);

    expect(last(d)).toEqual({ x: 164, y: 104, width: 36, height: 41 });
  });

  it("stays a box where both of its sides are near the same one", () => {
    const d = work(NEIGHBOUR).drag([162, 103], [158, 130]);

    expect(last(d)).toEqual({ x: 158, y: 100, width: 2, height: 30 });
  });

  it("goes to the border of the picture", () => {
    const d = work().drag([3, 2], [60, 297]);

    expect(last(d)).toEqual({ x: 0, y: 0, width: 60, height: 300 });
  });
});

describe("a box that is sized", () => {
  const OWN: Shape = {
    ...NEIGHBOUR,
    id: "s9",
    geometry: { x: 200, y: 110, width: 40, height: 60 },
  };

  it("has its held side go to a neighbour, and no other", () => {
    const d = work(NEIGHBOUR, OWN).press("v");
    d.bench.run({ type: "choose", shapeId: "s9" });
    d.drag([200, 140], [180, 140], [163, 152]);

    expect(last(d)).toEqual({ x: 160, y: 110, width: 80, height: 60 });
  });

  it("has both sides of a held corner go, also to itself never", () => {
    const d = work(NEIGHBOUR, OWN).press("v");
    d.bench.run({ type: "choose", shapeId: "s9" });
    d.drag([200, 170], [180, 160], [163, 153]);
    const both = last(d);
    d.press("Ctrl+z").drag([240, 170], [244, 174]);

    expect(both).toEqual({ x: 160, y: 110, width: 80, height: 40 });
    expect(last(d)).toEqual({ x: 200, y: 110, width: 44, height: 64 });
  });

  it.each(["v", "b"])("is left as it is by a click on its corner, with the tool of %s", (tool) => {
    const near: Shape = { ...OWN, geometry: { x: 162, y: 102, width: 40, height: 60 } };
    const d = work(NEIGHBOUR, near).press(tool);
    d.bench.run({ type: "choose", shapeId: "s9" });
    const before = d.bench.state.document;
    d.click(162, 102);
    d.down(162, 102).move(163, 103);
    const shown = d.bench.state.preview;
    d.up(163, 103);

    expect(d.bench.state).toMatchObject({ document: before, canUndo: false, chosenId: "s9" });
    expect(shown).toBeNull();
  });

  it("goes back to about where it was when it is dragged there", () => {
    const d = work(OWN).press("v");
    d.bench.run({ type: "choose", shapeId: "s9" });
    d.drag([240, 170], [260, 190], [241, 171]);

    expect(last(d)).toEqual({ x: 200, y: 110, width: 41, height: 61 });
  });
});

describe("boxes that are drawn point by point", () => {
  it("by four points go to the sides of neighbours, as by a drag", () => {
    const d = work(NEIGHBOUR);
    d.bench.run({ type: "use_tool", tool: "box_extremes" });

    d.move(163, 103);
    d.click(163, 103).click(163, 120).click(163, 147).click(200, 120);

    expect(last(d)).toEqual({ x: 160, y: 100, width: 40, height: 50 });
  });

  it("turned go to corners and edges of neighbours within three pixels, and show it", () => {
    const turned = () => {
      const d = work(NEIGHBOUR);
      d.bench.run({ type: "use_label", label: "rotated_box" });
      return d;
    };
    const near = turned().down(162, 98);
    const shown = near.bench.state.preview?.snappedTo;
    near.up(162, 98).click(220, 60).click(240, 100);
    const far = turned().click(165, 95).click(220, 60).click(240, 100);
    const exact = turned().click(160, 100).click(220, 60).click(240, 100);

    expect(shown).toEqual({ x: 160, y: 100 });
    expect(last(near)).toEqual(last(exact));
    expect(last(far)).not.toEqual(last(exact));
  });
});
