import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imagePoint } from "../points";
import { edgeCosts } from "../scissors/edges";
import { pixelsIn, PromptFinder } from "../scissors/finder";
import { wayFrom, wayMap } from "../scissors/ways";
import { gapAt, partAt, partsOf, touchesEdge } from "./parts";
import {
  areaOf,
  difference,
  hasPixel,
  isSameRegion,
  regionFrom,
  union,
  unionOfAll,
} from "./region";
import { regionInRings, ringsOf } from "./rings";
import { simplifiedRegion } from "./simplify";
import { strokeRegion } from "./stroke";
import { likeColours } from "./wand";

const SEEDED = { seed: 42, numRuns: 150 } as const;

/** A region and its size from rows of "#" and ".". */
function drawn(...rows: readonly string[]) {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, column) =>
    [...rows, "."].flatMap((line, row) => {
      const mark = row < rows.length ? line[column] : ".";
      return mark === (rows[row - 1]?.[column] ?? ".") ? [] : row;
    }),
  );
  return { region: regionFrom(0, columns), image: { width_px: width, height_px: rows.length } };
}

const field = fc
  .array(fc.array(fc.constantFrom("#", "."), { minLength: 8, maxLength: 8 }), {
    minLength: 7,
    maxLength: 7,
  })
  .map((rows) => rows.map((row) => row.join("")));

/** What hangs together, found pixel by pixel. */
function flooded(rows: readonly string[], x: number, y: number): Set<string> {
  const mark = rows[y]?.[x];
  const [found, open] = [new Set<string>(), [[x, y] as const]];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const [column, row] = place;
    if (rows[row]?.[column] !== mark || found.has(place.join())) continue;
    found.add(place.join());
    open.push([column + 1, row], [column - 1, row], [column, row + 1], [column, row - 1]);
  }
  return found;
}

describe("parts of a mask", () => {
  it("are the pixels that hang together side by side, and so are the gaps", () => {
    fc.assert(
      fc.property(field, fc.nat(7), fc.nat(6), (rows, x, y) => {
        const { region, image } = drawn(...rows);
        const isSet = rows[y]?.[x] === "#";
        const found = isSet ? partAt(region, x, y) : gapAt(region, x, y, image);
        const wanted = flooded(rows, x, y);

        expect(areaOf(found)).toBe(wanted.size);
        expect([...wanted].every((name) => hasPixel(found, ...(name.split(",").map(Number) as [number, number])))).toBe(true); // prettier-ignore
        expect(isSameRegion(unionOfAll(partsOf(region)), region)).toBe(true);
      }),
      SEEDED,
    );
  });

  it("know whether they reach the picture's edge", () => {
    const { region, image } = drawn("......", ".###..", ".#.#..", ".###..", "......");

    expect(touchesEdge(gapAt(region, 2, 2, image), image)).toBe(false);
    expect(touchesEdge(gapAt(region, 0, 0, image), image)).toBe(true);
    expect(touchesEdge(region, image)).toBe(false);
  });
});

/** A picture of two colours: "#" is bright. */
function picture(rows: readonly string[], bright = 200) {
  const image = { width_px: rows[0]?.length ?? 0, height_px: rows.length };
  const colours = new Uint8ClampedArray(image.width_px * image.height_px * 4);
  for (const [at, mark] of [...rows.join("")].entries()) {
    const value = mark === "#" ? bright : 20;
    colours.set([value, value / 2, value, 255], at * 4);
  }
  return { image, pixels: pixelsIn(colours, image) };
}

const all = ({ width_px, height_px }: { width_px: number; height_px: number }) => ({
  minX: 0,
  minY: 0,
  maxX: width_px,
  maxY: height_px,
});

describe("the magic wand", () => {
  it("takes what is alike and hangs together", () => {
    fc.assert(
      fc.property(field, fc.nat(7), fc.nat(6), (rows, x, y) => {
        const { image, pixels } = picture(rows);
        const crop = pixels(all(image), 1000);
        if (crop === null) throw new Error("The crop is in the picture");
        const found = likeColours(crop, imagePoint(x + 0.5, y + 0.5), 30, image);

        expect(areaOf(found)).toBe(flooded(rows, x, y).size);
        expect(hasPixel(found, x, y)).toBe(true);
      }),
      SEEDED,
    );
  });

  it("goes on over what is off by no more than the tolerance", () => {
    const { image, pixels } = picture(["##..", "##.."], 60);
    const crop = pixels(all(image), 1000);
    if (crop === null) throw new Error("The crop is in the picture");

    expect(areaOf(likeColours(crop, imagePoint(0, 0), 39, image))).toBe(4);
    expect(areaOf(likeColours(crop, imagePoint(0, 0), 40, image))).toBe(8);
  });

  it("reads a large piece more coarsely, and stays in the picture", () => {
    const { image, pixels } = picture(Array<string>(9).fill("#########"));
    const crop = pixels(all(image), 25);
    if (crop === null) throw new Error("The crop is in the picture");

    expect(crop.step).toBe(2);
    expect(areaOf(likeColours(crop, imagePoint(4, 4), 5, image))).toBe(81);
  });
});

describe("a way along edges", () => {
  it("is the cheapest one", () => {
    const costs = fc.array(fc.integer({ min: 1, max: 44 }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(costs, fc.nat(29), fc.nat(29), (list, seed, start) => {
        const ways = wayMap(Uint8Array.from(list), 6, 5, seed);
        const way = wayFrom(ways, 6, start);
        const cost = costOf(way, list);

        expect(way.at(-1)).toBe(seed);
        expect(cost).toBe(cheapest(list, seed)[start]);
      }),
      SEEDED,
    );
  });

  /** As the map counts: entering a sample costs its own, by sides and corners, seen from the seed. */
  function costOf(way: readonly number[], costs: readonly number[]): number {
    return way.slice(0, -1).reduce((total, at, index) => {
      const to = way[index + 1] ?? at;
      const isCorner = at % 6 !== to % 6 && Math.floor(at / 6) !== Math.floor(to / 6);
      return total + (costs[at] ?? 0) * (isCorner ? 14 : 10);
    }, 0);
  }

  /** Bellman and Ford, until nothing changes. */
  function cheapest(costs: readonly number[], seed: number): number[] {
    const totals = costs.map((_, at) => (at === seed ? 0 : Infinity));
    for (let round = 0; round < 30; round += 1) {
      for (let at = 0; at < 30; at += 1) {
        for (let to = 0; to < 30; to += 1) {
          const [dx, dy] = [Math.abs((at % 6) - (to % 6)), Math.abs(Math.floor(at / 6) - Math.floor(to / 6))]; // prettier-ignore
          if (at === to || dx > 1 || dy > 1) continue;
          const step = (costs[to] ?? 0) * (dx + dy === 2 ? 14 : 10);
          totals[to] = Math.min(totals[to] ?? Infinity, (totals[at] ?? Infinity) + step);
        }
      }
    }
    return totals;
  }

  it("follows the border of a bright block round its corner", () => {
    const rows = Array.from({ length: 40 }, (_, y) => (y >= 20 ? ".".repeat(20) + "#".repeat(20) : ".".repeat(40))); // prettier-ignore
    const { image, pixels } = picture(rows);
    const finder = new PromptFinder(pixels);

    finder.begin(imagePoint(20, 38), 1);
    const way = finder.wayTo(imagePoint(38, 20)) ?? [];

    const offBorder = way.filter(({ x, y }) => Math.abs(x - 20) > 1.6 && Math.abs(y - 20) > 1.6);
    expect(way.length).toBeGreaterThan(30);
    expect(offBorder).toEqual([]);
    expect(image.width_px).toBe(40);
  });

  it("is cheap on edges and dear on even ground", () => {
    const { image, pixels } = picture(Array<string>(20).fill("..........##########"));
    const crop = pixels(all(image), 1000);
    if (crop === null) throw new Error("The crop is in the picture");
    const costs = edgeCosts(crop);

    expect(costs[10 * 20 + 10]).toBe(1);
    expect(costs[10 * 20 + 4]).toBe(44);
  });
});

describe("a simplified mask", () => {
  const image = { width_px: 80, height_px: 60 };
  const disc = strokeRegion(imagePoint(40, 30), imagePoint(40, 30), 20, image);

  it("keeps its form with fewer corners, and loses specks and pinholes", () => {
    const speck = strokeRegion(imagePoint(5, 5), imagePoint(5, 5), 1, image);
    const pinhole = strokeRegion(imagePoint(40, 30), imagePoint(40, 30), 1, image);
    const rough = union(difference(disc, pinhole), speck);

    const smooth = simplifiedRegion(rough, 1.5, image);

    expect(hasPixel(smooth, 5, 5)).toBe(false);
    expect(hasPixel(smooth, 40, 30)).toBe(true);
    expect(areaOf(difference(disc, smooth)) + areaOf(difference(smooth, disc))).toBeLessThan(
      areaOf(disc) * 0.06,
    );
  });

  it("keeps a hole that is no speck", () => {
    const hole = regionInRings([[[34, 24], [46, 24], [46, 36], [34, 36]]], image); // prettier-ignore

    const smooth = simplifiedRegion(difference(disc, hole), 1.5, image);

    expect(ringsOf(smooth)).toHaveLength(2);
  });
});
