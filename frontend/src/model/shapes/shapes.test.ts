import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Shape } from "../document";
import { imagePoint } from "../points";
import { ellipseKind } from "./ellipse";
import { keypointsKind } from "./keypoints";
import { maskKind, type MaskGeometry } from "./mask";
import { polygonKind } from "./polygon";
import { polylineKind } from "./polyline";
import { boundsOfShape, kindOf, outlinesOfShape } from "./registry";
import { rotatedBoxKind } from "./rotated-box";
import { outlineOf, ringContains } from "./lines";

const IMAGE = { width_px: 100, height_px: 80 };

/** A mask from rows of "#" and ".", at a corner; its text by COCO's rule, for short runs only. */
function maskOf(rows: readonly string[], x = 0, y = 0): MaskGeometry {
  const [height, width] = [rows.length, rows[0]?.length ?? 0];
  const pixels = Array.from({ length: width }, (_, column) => rows.map((row) => row[column]));
  const runs = [0];
  for (const pixel of pixels.flat()) {
    if ((pixel === "#") !== (runs.length % 2 === 0)) runs.push(0);
    runs.push((runs.pop() ?? 0) + 1);
  }
  const counts = runs.map((run, index) => {
    const value = index > 2 ? run - (runs[index - 2] ?? 0) : run;
    return value >= -16 && value < 16 ? String.fromCharCode(48 + (value & 31)) : "?";
  });
  return { x, y, width, height, counts: counts.join("") };
}

const pixels = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }))
  .chain(([width, height]) =>
    fc.array(
      fc
        .array(fc.constantFrom("#", "."), { minLength: width, maxLength: width })
        .map((row) => row.join("")),
      { minLength: height, maxLength: height },
    ),
  )
  .filter((rows) => rows.some((row) => row.includes("#")));

describe("a mask", () => {
  it("holds its set pixels and no others, and so does its outline", () => {
    fc.assert(
      fc.property(pixels, (rows) => {
        const mask = maskOf(rows, 7, 9);
        const rings = maskKind
          .outlines(mask)
          .map(({ points }) => points.map(({ x, y }) => [x, y] as const));
        for (const [row, line] of rows.entries()) {
          for (const [column, mark] of [...line].entries()) {
            const middle = imagePoint(7.5 + column, 9.5 + row);
            const crossed = rings.filter((ring) => ringContains(ring, middle)).length;
            expect(maskKind.contains(mask, middle)).toBe(mark === "#");
            expect(crossed % 2 === 1).toBe(mark === "#");
          }
        }
        expect(maskKind.area(mask)).toBe(rows.join("").replaceAll(".", "").length);
      }),
      { seed: 42 },
    );
  });

  it("is bounded by its set pixels, not by its window", () => {
    const mask = maskOf(["....", ".##.", "..#.", "...."], 10, 20);

    expect(maskKind.bounds(mask)).toEqual({ minX: 11, minY: 21, maxX: 13, maxY: 23 });
    expect(maskKind.outlines(mask)).toHaveLength(1);
    expect(maskKind.outlines(mask)[0]?.points).toHaveLength(6);
  });

  it("moves by whole pixels and stays in the picture", () => {
    const mask = maskOf(["##"], 10, 20);

    expect(maskKind.movedBy(mask, 1.4, -300, IMAGE)).toEqual({ ...mask, x: 11, y: 0 });
  });
});

describe("a polygon", () => {
  const ring = (x: number, y: number, side: number) =>
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
    ] as const;
  const frame = { points: ring(10, 10, 40), holes: [ring(20, 20, 20)] };

  it("is what its outer ring holds without its holes", () => {
    expect(polygonKind.area(frame)).toBe(1200);
    expect(polygonKind.bounds(frame)).toEqual({ minX: 10, minY: 10, maxX: 50, maxY: 50 });
    expect(polygonKind.contains(frame, imagePoint(15, 15))).toBe(true);
    expect(polygonKind.contains(frame, imagePoint(30, 30))).toBe(false);
    expect(polygonKind.distanceToOutline(frame, imagePoint(30, 25))).toBe(5);
    expect(polygonKind.outlines(frame)).toEqual([
      outlineOf(frame.points, true),
      outlineOf(ring(20, 20, 20), true),
    ]);
  });

  it("moves as a whole as far as the picture's edge", () => {
    const moved = polygonKind.movedBy(frame, -30, 5, IMAGE);

    expect(moved).toEqual({ points: ring(0, 15, 40), holes: [ring(10, 25, 20)] });
  });
});

describe("a turned box", () => {
  const box = { center_x: 50, center_y: 40, width: 40, height: 20, angle_deg: 90 };

  it("turns clockwise on the screen", () => {
    const quarter = { ...box, angle_deg: 30 };
    const [, topRight] = rotatedBoxKind.outlines(quarter)[0]?.points ?? [];

    expect(topRight?.x).toBeCloseTo(50 + 20 * Math.cos(Math.PI / 6) + 10 * Math.sin(Math.PI / 6));
    expect(topRight?.y).toBeCloseTo(40 + 20 * Math.sin(Math.PI / 6) - 10 * Math.cos(Math.PI / 6));
  });

  it("holds what lies along its own axes", () => {
    expect(rotatedBoxKind.contains(box, imagePoint(50, 59))).toBe(true);
    expect(rotatedBoxKind.contains(box, imagePoint(69, 40))).toBe(false);
    expect(rotatedBoxKind.distanceToOutline(box, imagePoint(50, 40))).toBeCloseTo(10);
    expect(rotatedBoxKind.area(box)).toBe(800);
  });

  it("keeps its centre in the picture", () => {
    expect(rotatedBoxKind.movedBy(box, 500, -3, IMAGE)).toEqual({
      ...box,
      center_x: 100,
      center_y: 37,
    });
  });
});

describe("an ellipse", () => {
  const ellipse = { center_x: 50, center_y: 40, radius_x: 20, radius_y: 10, angle_deg: 90 };

  it("holds what its radii reach", () => {
    expect(ellipseKind.contains(ellipse, imagePoint(50, 59))).toBe(true);
    expect(ellipseKind.contains(ellipse, imagePoint(58, 56))).toBe(false);
    expect(ellipseKind.area(ellipse)).toBeCloseTo(200 * Math.PI);
  });
});

describe("a line and keypoints", () => {
  const line = { points: [[10, 10], [30, 10], [30, 30]] } as const; // prettier-ignore
  const face = {
    points: {
      nose: { x: 10, y: 10, is_visible: true },
      left_eye: { x: 60, y: 10, is_visible: false },
    },
  };

  it("hold nothing, and are met where they are", () => {
    expect(polylineKind.contains(line, imagePoint(20, 20))).toBe(false);
    expect(polylineKind.distanceToOutline(line, imagePoint(20, 14))).toBe(4);
    expect(polylineKind.distanceToOutline(line, imagePoint(10, 30))).toBe(20);
    expect(keypointsKind.distanceToOutline(face, imagePoint(13, 14))).toBe(5);
  });

  it("show a hidden point by a cross", () => {
    expect(keypointsKind.outlines(face).map(({ isClosed }) => isClosed)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("move as a whole", () => {
    expect(polylineKind.movedBy(line, 1, 100, IMAGE).points).toEqual([[11, 60], [31, 60], [31, 80]]); // prettier-ignore
    expect(keypointsKind.movedBy(face, 1, 2, IMAGE).points.nose).toEqual({
      x: 11,
      y: 12,
      is_visible: true,
    });
  });
});

describe("handles of turned shapes", () => {
  const place = { center_x: 50, center_y: 40, angle_deg: 30 };
  const shapes = [
    { kind: "rotated_box", geometry: { ...place, width: 60, height: 20 } },
    { kind: "ellipse", geometry: { ...place, radius_x: 30, radius_y: 10 } },
  ] as const satisfies readonly Pick<Shape, "kind" | "geometry">[];

  it("change nothing when they are put where they are", () => {
    for (const { kind, geometry } of shapes) {
      for (const { id, point } of kindOf(kind).handles(geometry, 1)) {
        const same = kindOf(kind).withHandleAt(geometry, id, point, {
          width_px: 999,
          height_px: 999,
        });
        for (const [key, value] of Object.entries(same))
          expect(value).toBeCloseTo(geometry[key as keyof typeof geometry], 1);
      }
    }
  });

  it("leave the opposite corner of a turned box where it is", () => {
    const [box] = shapes;
    const [, , opposite] = rotatedBoxKind.outlines(box.geometry)[0]?.points ?? [];

    const sized = rotatedBoxKind.withHandleAt(box.geometry, "nw", imagePoint(5, 7), IMAGE);

    const [corner, , kept] = rotatedBoxKind.outlines(sized)[0]?.points ?? [];
    expect([corner?.x, corner?.y]).toEqual([expect.closeTo(5, 1), expect.closeTo(7, 1)]);
    expect([kept?.x, kept?.y]).toEqual([
      expect.closeTo(opposite?.x ?? NaN, 1),
      expect.closeTo(opposite?.y ?? NaN, 1),
    ]);
  });

  it("turn above -180 up to 180 degrees, whatever is added", () => {
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }), (degrees) => {
        const { angle_deg } = ellipseKind.turnedBy?.(shapes[1].geometry, degrees) ?? place;
        expect(angle_deg).toBeGreaterThan(-180);
        expect(angle_deg).toBeLessThanOrEqual(180);
        expect((((angle_deg - 30 - degrees) % 360) + 360) % 360).toBeCloseTo(0);
      }),
      { seed: 42, numRuns: 50 },
    );
  });
});

describe("the bounds of a turned shape", () => {
  it("are those of its outline", () => {
    const turned = fc.record({
      center_x: fc.double({ min: 0, max: 100, noNaN: true }),
      center_y: fc.double({ min: 0, max: 80, noNaN: true }),
      width: fc.double({ min: 1, max: 90, noNaN: true }),
      height: fc.double({ min: 1, max: 90, noNaN: true }),
      angle_deg: fc.double({ min: -179, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(turned, ({ width, height, ...place }) => {
        const shapes = [
          { kind: "rotated_box", geometry: { ...place, width, height } },
          { kind: "ellipse", geometry: { ...place, radius_x: width, radius_y: height } },
        ] as const satisfies readonly Pick<Shape, "kind" | "geometry">[];
        for (const shape of shapes) {
          const [outline] = outlinesOfShape(shape);
          const xs = outline?.points.map(({ x }) => x) ?? [];
          const ys = outline?.points.map(({ y }) => y) ?? [];
          const { minX, minY, maxX, maxY } = boundsOfShape(shape);
          const slack = shape.kind === "ellipse" ? 0.1 : 1e-9;
          expect(Math.abs(Math.min(...xs) - minX)).toBeLessThan(slack);
          expect(Math.abs(Math.max(...xs) - maxX)).toBeLessThan(slack);
          expect(Math.abs(Math.min(...ys) - minY)).toBeLessThan(slack);
          expect(Math.abs(Math.max(...ys) - maxY)).toBeLessThan(slack);
        }
      }),
      { seed: 42 },
    );
  });
});
