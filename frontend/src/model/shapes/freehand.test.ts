import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distinct, simplified, withoutLoops } from "./freehand";
import { distanceToRun } from "./lines";
import { imagePoint } from "../points";
import { polygonKind } from "./polygon";
import { arrange } from "./ring-sweep";
import type { Position } from "./rings";

const place = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))
  .map(([x, y]): Position => [x, y]);

describe("a freehand stroke", () => {
  it("keeps its ends, and nothing of it is farther off than the tolerance", () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 40 }), (stroke) => {
        const kept = simplified(stroke, 2);
        expect([kept[0], kept.at(-1)]).toEqual([stroke[0], stroke.at(-1)]);
        for (const [x, y] of stroke)
          expect(distanceToRun(kept, false, imagePoint(x, y))).toBeLessThanOrEqual(2 + 1e-9);
      }),
      { seed: 42, numRuns: 60 },
    );
  });

  it("loses the loops it crosses itself with, and ends", () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 4, maxLength: 12 }), (points) => {
        const ring = distinct(points);
        const cut = withoutLoops(ring);
        expect(cut.length).toBeLessThanOrEqual(ring.length);
        if (ring.length > 3 && arrange([ring]).isSimple) expect(cut).toEqual(ring);
      }),
      { seed: 42, numRuns: 60 },
    );
  });

  it("keeps the larger of two loops", () => {
    const eight: Position[] = [[0, 0], [100, 0], [100, 100], [-10, -2], [-10, 4]]; // prettier-ignore

    const cut = withoutLoops(eight);

    expect(arrange([cut]).isSimple).toBe(true);
    expect(polygonKind.area({ points: cut, holes: [] })).toBeGreaterThan(4000);
  });
});

describe("points of a polygon", () => {
  const ring = fc.uniqueArray(place, { minLength: 4, maxLength: 8, selector: String });

  it("put in and taken out again leave it as it was", () => {
    fc.assert(
      fc.property(ring, fc.nat(7), (points, at) => {
        const polygon = { points, holes: [] };
        const put = polygonKind.points?.withPoint(polygon, `0:${at % points.length}`, null);
        expect(put?.geometry.points).toHaveLength(points.length + 1);
        const back = put && polygonKind.points?.withoutPoint(put.geometry, put.handleId);
        expect(back).toEqual(polygon);
      }),
      { seed: 42, numRuns: 60 },
    );
  });

  it("are all in reach of the keys, and handles at every zoom", () => {
    fc.assert(
      fc.property(ring, fc.double({ min: 0.01, max: 40, noNaN: true }), (points, scale) => {
        const polygon = { points, holes: [] };
        const ids = polygonKind
          .handles(polygon, scale)
          .filter(({ role }) => role === "point")
          .map(({ id }) => id);
        expect(ids).toEqual(polygonKind.points?.idsOf(polygon));
      }),
      { seed: 42, numRuns: 40 },
    );
  });
});
