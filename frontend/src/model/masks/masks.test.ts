import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imagePoint } from "../points";
import { maskKind, type MaskGeometry } from "../shapes/mask";
import { runsOf, textOf } from "../shapes/rle";
import { distanceToBorder } from "./border";
import { maskOf, regionOf } from "./geometry";
import {
  areaOf,
  boundsOfRegion,
  changedBounds,
  complement,
  difference,
  hasPixel,
  intersection,
  isSameRegion,
  NOTHING,
  regionFrom,
  regionIou,
  union,
  type Region,
} from "./region";
import { regionInRings, ringsOf } from "./rings";
import { strokeRegion } from "./stroke";

const [WIDTH, HEIGHT] = [7, 6];
const IMAGE = { width_px: WIDTH, height_px: HEIGHT };
const SEEDED = { seed: 42, numRuns: 200 } as const;

type Pixels = readonly (readonly boolean[])[];

/** By column, then by row. */
const pixels: fc.Arbitrary<Pixels> = fc.array(
  fc.array(fc.boolean(), { minLength: HEIGHT, maxLength: HEIGHT }),
  { minLength: WIDTH, maxLength: WIDTH },
);

function regionOfPixels(columns: Pixels): Region {
  return regionFrom(
    0,
    columns.map((column) =>
      [...column, false].flatMap((isSet, row) => (isSet === (column[row - 1] ?? false) ? [] : row)),
    ),
  );
}

function pixelsOf(region: Region): Pixels {
  return Array.from({ length: WIDTH }, (_, column) =>
    Array.from({ length: HEIGHT }, (__, row) => hasPixel(region, column, row)),
  );
}

const paired = (
  first: Pixels,
  second: Pixels,
  isKept: (a: boolean, b: boolean) => boolean,
): Pixels =>
  first.map((column, x) => column.map((isSet, y) => isKept(isSet, second[x]?.[y] ?? false)));

const count = (columns: Pixels) => columns.flat().filter(Boolean).length;

describe("regions", () => {
  it("join, cut and overlap as their pixels do", () => {
    fc.assert(
      fc.property(pixels, pixels, (a, b) => {
        const [first, second] = [regionOfPixels(a), regionOfPixels(b)];

        expect(pixelsOf(union(first, second))).toEqual(paired(a, b, (p, q) => p || q));
        expect(pixelsOf(difference(first, second))).toEqual(paired(a, b, (p, q) => p && !q));
        expect(pixelsOf(intersection(first, second))).toEqual(paired(a, b, (p, q) => p && q));
        expect(pixelsOf(complement(first, IMAGE))).toEqual(paired(a, a, (p) => !p));
        expect(areaOf(first)).toBe(count(a));
      }),
      SEEDED,
    );
  });

  it("know the smallest rectangle in which two differ", () => {
    fc.assert(
      fc.property(pixels, pixels, (a, b) => {
        const differ = regionOfPixels(paired(a, b, (p, q) => p !== q));

        expect(changedBounds(regionOfPixels(a), regionOfPixels(b))).toEqual(boundsOfRegion(differ));
      }),
      SEEDED,
    );
  });

  it("share every column that a stroke did not change", () => {
    const block = strokeRegion(imagePoint(1, 3), imagePoint(6, 3), 2, IMAGE);
    const dot = strokeRegion(imagePoint(3.5, 3.5), imagePoint(3.5, 3.5), 0.5, IMAGE);
    const cut = difference(block, dot);

    expect(union(block, dot).columns.every((column, at) => column === block.columns[at])).toBe(
      true,
    );
    expect(cut.columns.filter((column, at) => column !== block.columns[at])).toHaveLength(1);
  });
});

describe("the text of a mask", () => {
  it("comes back as the same region, in the window of its pixels alone", () => {
    fc.assert(
      fc.property(
        pixels.filter((columns) => count(columns) > 0),
        (columns) => {
          const region = regionOfPixels(columns);
          const mask = maskOf(region);
          if (mask === null) throw new Error("There are pixels");
          const { x, y, width, height } = mask;

          expect(isSameRegion(regionOf({ ...mask }), region)).toBe(true);
          expect(boundsOfRegion(region)).toEqual({
            minX: x,
            minY: y,
            maxX: x + width,
            maxY: y + height,
          });
          expect(runsOf(mask.counts).reduce((sum, run) => sum + run, 0)).toBe(width * height);
        },
      ),
      SEEDED,
    );
  });

  it("holds runs of any length", () => {
    const runs = fc.tuple(
      fc.integer({ min: 0, max: 2 ** 33 }),
      fc.array(fc.integer({ min: 1, max: 2 ** 33 }), { minLength: 1, maxLength: 9 }),
    );
    fc.assert(
      fc.property(runs, ([first, others]) => {
        expect(runsOf(textOf([first, ...others]))).toEqual([first, ...others]);
      }),
      SEEDED,
    );
  });

  it("is not there for a region without pixels", () => {
    expect(maskOf(NOTHING)).toBeNull();
  });
});

interface MaskCases {
  readonly tolerance: number;
  readonly masks: Record<string, { x: number; y: number; rows: string[]; counts: string }>;
  readonly overlaps: readonly { first: string; second: string; iou: number }[];
}

describe("masks are what the server takes them for", () => {
  const path = resolve(import.meta.dirname, "../../../../tests/cases/masks.json");
  const cases = JSON.parse(readFileSync(path, "utf8")) as MaskCases;
  const read = (name: string) => {
    const found = cases.masks[name];
    if (found === undefined) throw new Error(`No mask ${name}`);
    const { x, y, rows, counts } = found;
    const size = { width: rows[0]?.length ?? 0, height: rows.length };
    return { geometry: { x, y, ...size, counts } satisfies MaskGeometry, ...found };
  };

  it.each(Object.keys(cases.masks))("%s", (name) => {
    const { geometry, rows, x, y } = read(name);
    const region = regionOf(geometry);

    for (const [row, line] of rows.entries()) {
      for (const [column, mark] of [...line].entries()) {
        expect(hasPixel(region, x + column, y + row)).toBe(mark === "#");
      }
    }
    expect(areaOf(region)).toBe(rows.join("").replaceAll(".", "").length);
    expect(maskOf(region)).toEqual(geometry);
  });

  it.each(cases.overlaps)("$first and $second overlap by $iou", ({ first, second, iou }) => {
    const found = regionIou(regionOf(read(first).geometry), regionOf(read(second).geometry));

    expect(Math.abs(found - iou)).toBeLessThanOrEqual(cases.tolerance);
  });
});

describe("a stroke", () => {
  it("holds the pixels whose middle is under the brush", () => {
    const image = { width_px: 40, height_px: 30 };
    const place = fc.tuple(fc.integer({ min: -5, max: 45 }), fc.integer({ min: -5, max: 35 }));
    fc.assert(
      fc.property(place, place, fc.double({ min: 1, max: 9, noNaN: true }), (a, b, radius) => {
        const [from, to] = [imagePoint(...a), imagePoint(...b)];
        const stroke = strokeRegion(from, to, radius, image);
        const [dx, dy] = [to.x - from.x, to.y - from.y];
        const square = dx * dx + dy * dy;
        const wrong = [];
        for (let column = 0; column < 40; column += 1) {
          for (let row = 0; row < 30; row += 1) {
            const [px, py] = [column + 0.5 - from.x, row + 0.5 - from.y];
            const along = square > 0 ? Math.min(Math.max((px * dx + py * dy) / square, 0), 1) : 0;
            const distance = Math.hypot(px - along * dx, py - along * dy);
            if (Math.abs(distance - radius) < 1) continue;
            if (hasPixel(stroke, column, row) !== distance < radius) wrong.push([column, row]);
          }
        }
        expect(wrong).toEqual([]);
      }),
      { seed: 42, numRuns: 60 },
    );
  });

  it("of the finest brush has no gaps", () => {
    const line = strokeRegion(imagePoint(0.5, 0.5), imagePoint(6.5, 2.5), 0.5, IMAGE);

    expect(line.columns.every((column) => column.length === 2)).toBe(true);
    expect(line.columns).toHaveLength(WIDTH);
  });

  it("of one click with the finest brush is the pixel under the pointer", () => {
    expect(strokeRegion(imagePoint(3.2, 4.9), imagePoint(3.2, 4.9), 0.5, IMAGE)).toEqual({
      left: 3,
      columns: [[4, 5]],
    });
  });
});

describe("rings", () => {
  it("round pixels hold those pixels", () => {
    fc.assert(
      fc.property(pixels, (columns) => {
        const region = regionOfPixels(columns);
        const rings = ringsOf(region).map(({ points }) =>
          points.map(({ x, y }) => [x, y] as const),
        );

        expect(isSameRegion(regionInRings(rings, IMAGE), region)).toBe(true);
      }),
      SEEDED,
    );
  });

  it("leave out what another ring takes away", () => {
    const outer = [[0, 0], [6, 0], [6, 6], [0, 6]] as const; // prettier-ignore
    const hole = [[2, 2], [4, 2], [4, 4], [2, 4]] as const; // prettier-ignore

    expect(areaOf(regionInRings([outer, hole], IMAGE))).toBe(32);
  });
});

describe("the border of a mask", () => {
  it("is as far away as the nearest piece of its outline", () => {
    const place = fc.tuple(fc.double({ min: -9, max: 15, noNaN: true }), fc.double({ min: -9, max: 15, noNaN: true })); // prettier-ignore
    fc.assert(
      fc.property(
        pixels.filter((columns) => count(columns) > 0),
        place,
        (columns, [x, y]) => {
          const region = regionOfPixels(columns);
          const pieces = ringsOf(region).flatMap(({ points }) =>
            points.map((to, at) => [points.at(at - 1) ?? to, to] as const),
          );
          const nearest = Math.min(
            ...pieces.map(([from, to]) => {
              const px = Math.min(Math.max(x, Math.min(from.x, to.x)), Math.max(from.x, to.x));
              const py = Math.min(Math.max(y, Math.min(from.y, to.y)), Math.max(from.y, to.y));
              return Math.hypot(x - px, y - py);
            }),
          );

          expect(distanceToBorder(region, imagePoint(x, y))).toBeCloseTo(nearest, 9);
        },
      ),
      SEEDED,
    );
  });

  it("is met by a pointer near it, and the inside too", () => {
    const mask = maskOf(strokeRegion(imagePoint(3, 3), imagePoint(3, 3), 2, IMAGE));
    if (mask === null) throw new Error("There are pixels");

    expect(maskKind.contains(mask, imagePoint(3, 3))).toBe(true);
    expect(maskKind.contains(mask, imagePoint(6.5, 3))).toBe(false);
  });
});
