import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { polygonProblems } from "../validation/polygon";
import { joinedPolygons, joinedPolylines } from "./join";
import { polygonArea, ringsOf, type PolygonGeometry } from "./polygon";
import { redrawnPolygon, redrawnPolyline } from "./redraw";
import type { Ring } from "./rings";
import { slicedPolygon, slicedPolyline } from "./slice";

const IMAGE = { width_px: 1000, height_px: 1000 };
const rectangle = (x: number, y: number, width: number, height: number): Ring => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];
const polygon = (points: Ring, ...holes: readonly Ring[]): PolygonGeometry => ({ points, holes });
const areaOf = (geometry: PolygonGeometry) => polygonArea(ringsOf(geometry));
const faults = (geometry: PolygonGeometry) => polygonProblems(geometry, "", IMAGE);

describe("slicing", () => {
  it("cuts a polygon where the line crosses it, and along the corners of the line", () => {
    const halves = slicedPolygon(polygon(rectangle(100, 100, 200, 100)), [
      [150, 50],
      [150, 150],
      [250, 150],
      [250, 250],
    ]);

    expect(halves?.map(areaOf)).toEqual([10000, 10000]);
    expect(halves?.flatMap(faults)).toEqual([]);
  });

  it("leaves a hole with its half, and refuses a line through one", () => {
    const holed = polygon(rectangle(0, 0, 400, 100), rectangle(20, 20, 40, 40));

    expect(slicedPolygon(holed, [[200, -50], [200, 150]])?.map((half) => half.holes.length)).toEqual(expect.arrayContaining([0, 1])); // prettier-ignore
    expect(slicedPolygon(holed, [[40, -50], [40, 150]])).toBeNull(); // prettier-ignore
  });

  it("takes only a line that goes in from outside and out again", () => {
    const square = polygon(rectangle(100, 100, 100, 100));

    expect(slicedPolygon(square, [[0, 0], [50, 300]])).toBeNull(); // prettier-ignore
    expect(slicedPolygon(square, [[0, 150], [150, 150]])).toBeNull(); // prettier-ignore
    expect(slicedPolygon(square, [[150, 150], [300, 150]])).toBeNull(); // prettier-ignore
  });

  it("keeps every pixel: the halves of any cut have the area of the whole", () => {
    const place = fc.integer({ min: 110, max: 290 });
    fc.assert(
      fc.property(place, place, place, (from, over, to) => {
        const whole = polygon(rectangle(100, 100, 200, 200));
        const halves = slicedPolygon(whole, [[from, 50], [over, 200], [to, 350]]); // prettier-ignore

        expect(halves?.reduce((total, half) => total + areaOf(half), 0)).toBeCloseTo(40000, -1);
        expect(halves?.flatMap(faults)).toEqual([]);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it("cuts a line in two that share the place", () => {
    const parts = slicedPolyline({ points: [[0, 0], [100, 0], [100, 100]] }, [[50, -10], [50, 10]]); // prettier-ignore

    expect(parts).toEqual([
      { points: [[0, 0], [50, 0]] },
      { points: [[50, 0], [100, 0], [100, 100]] },
    ]); // prettier-ignore
  });
});

describe("joining", () => {
  it("takes away the border that two neighbours share", () => {
    const joined = joinedPolygons(
      polygon(rectangle(0, 0, 100, 100)),
      polygon(rectangle(100, 0, 50, 100)),
    );

    expect(joined).toEqual(polygon(rectangle(0, 0, 150, 100)));
  });

  it("covers what either covers, each pixel once", () => {
    const side = fc.integer({ min: 20, max: 200 });
    const place = fc.integer({ min: 0, max: 150 });
    fc.assert(
      fc.property(place, place, side, side, (x, y, width, height) => {
        const [a, b] = [polygon(rectangle(100, 100, 200, 200)), polygon(rectangle(x + 100, y + 100, width, height))]; // prettier-ignore
        const wide = Math.min(x + width, 200) - x;
        const high = Math.min(y + height, 200) - y;
        const joined = joinedPolygons(a, b);

        expect(joined && areaOf(joined)).toBeCloseTo(40000 + width * height - wide * high, 5);
        expect(joined && faults(joined)).toEqual([]);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it("puts together what a slice cut", () => {
    const whole = polygon(rectangle(100, 100, 200, 200), rectangle(120, 120, 30, 30));
    const halves = slicedPolygon(whole, [[240, 50], [223.33, 200], [257, 350]]); // prettier-ignore
    const joined = halves && joinedPolygons(...halves);

    expect(joined && areaOf(joined)).toBeCloseTo(areaOf(whole), 0);
    expect(joined?.holes).toHaveLength(1);
  });

  it("refuses two that lie apart", () => {
    expect(joinedPolygons(polygon(rectangle(0, 0, 10, 10)), polygon(rectangle(50, 0, 10, 10)))).toBeNull(); // prettier-ignore
  });

  it("goes on from the nearest ends of two lines", () => {
    expect(joinedPolylines({ points: [[0, 0], [10, 0]] }, { points: [[50, 0], [12, 0]] })).toEqual({
      points: [[0, 0], [10, 0], [12, 0], [50, 0]],
    }); // prettier-ignore
  });
});

describe("redrawing a stretch", () => {
  const square = polygon(rectangle(100, 100, 100, 100));

  it("replaces the side of the outline that lies nearer to the line", () => {
    expect(redrawnPolygon(square, [[120, 100], [150, 80], [180, 100]], 2)?.points).toHaveLength(7); // prettier-ignore
    expect(areaOf(redrawnPolygon(square, [[120, 100], [150, 80], [180, 100]], 2) ?? square)).toBe(10600); // prettier-ignore
    expect(areaOf(redrawnPolygon(square, [[180, 100], [150, 80], [120, 100]], 2) ?? square)).toBe(10600); // prettier-ignore
  });

  it("refuses a line whose end is off the outline", () => {
    expect(redrawnPolygon(square, [[120, 100], [150, 150]], 2)).toBeNull(); // prettier-ignore
  });

  it("keeps the rest of a line, whichever way it was drawn", () => {
    const line = { points: [[0, 0], [50, 0], [100, 0]] as Ring }; // prettier-ignore
    const expected = { points: [[0, 0], [20, 0], [40, 9], [80, 0], [100, 0]] }; // prettier-ignore

    expect(redrawnPolyline(line, [[20, 0], [40, 9], [80, 0]], 2)).toEqual(expected); // prettier-ignore
    expect(redrawnPolyline(line, [[80, 0], [40, 9], [20, 0]], 2)).toEqual(expected); // prettier-ignore
  });
});
