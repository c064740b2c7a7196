import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imagePoint } from "../points";
import { maskKind, type MaskGeometry } from "./mask";
import { polygonKind } from "./polygon";
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
