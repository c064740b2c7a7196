import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { BINS, factsOf, pyramidOf, shaded, tableOf, type Plane } from "./plane";
import { NotSuchPicture, readPng } from "./read-png";
import { nextPreset, presetsOf, steppedWindow, widthOf, windowAt } from "./window";

/** Levels that use both bytes, and change from row to row. */
function plane(width: number, height: number): Plane {
  const values = Uint16Array.from({ length: width * height }, (_, at) => (at * 7919) % 65_536);
  return { width, height, values };
}

/** As the standard says, with the filter `filterOf` a row. */
function written({ width, height, values }: Plane, filterOf: (row: number) => number): ArrayBuffer {
  const bytes = (row: number) =>
    Array.from(values.subarray(row * width, (row + 1) * width), (level) => [
      level >> 8,
      level & 255,
    ]).flat();
  const rows: number[] = [];
  for (let y = 0; y < height; y += 1) {
    const [here, above] = [bytes(y), y > 0 ? bytes(y - 1) : new Array<number>(2 * width).fill(0)];
    const filter = filterOf(y);
    rows.push(filter);
    here.forEach((value, at) => {
      const [a, b, c] = [here[at - 2] ?? 0, above[at] ?? 0, above[at - 2] ?? 0];
      const p = a + b - c;
      const nearest = [a, b, c].reduce((best, one) =>
        Math.abs(p - one) < Math.abs(p - best) ? one : best,
      );
      const guess = [0, a, b, (a + b) >> 1, nearest][filter] ?? 0;
      rows.push((value - guess) & 255);
    });
  }
  return file(width, height, 16, new Uint8Array(deflateSync(Uint8Array.from(rows))));
}

function file(width: number, height: number, depth: number, data: Uint8Array): ArrayBuffer {
  const chunk = (name: string, content: Uint8Array) => {
    const out = new Uint8Array(12 + content.length);
    new DataView(out.buffer).setUint32(0, content.length);
    out.set(new TextEncoder().encode(name), 4);
    out.set(content, 8);
    return out;
  };
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head[8] = depth;
  const half = data.length >> 1;
  const parts = [
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", data.slice(0, half)),
    chunk("IDAT", data.slice(half)),
    chunk("IEND", new Uint8Array()),
  ];
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out.buffer;
}

describe("a grey PNG of 16 bits", () => {
  it.each([0, 1, 2, 3, 4])("is read level by level with filter %i", async (filter) => {
    const picture = plane(13, 9);

    expect(await readPng(written(picture, () => filter))).toEqual(picture);
  });

  it("is read with another filter in each row", async () => {
    const picture = plane(31, 20);

    expect(await readPng(written(picture, (row) => row % 5))).toEqual(picture);
  });

  it("is refused when it is something else, or cut short", async () => {
    const whole = written(plane(13, 9), () => 4);
    const eight = file(2, 2, 8, new Uint8Array(deflateSync(new Uint8Array(6))));
    const short = file(4, 4, 16, new Uint8Array(deflateSync(new Uint8Array(18))));
    const long = file(1, 1, 16, new Uint8Array(deflateSync(new Uint8Array(90))));

    for (const content of [whole.slice(0, 60), whole.slice(4), eight, short, long])
      await expect(readPng(content)).rejects.toThrow(NotSuchPicture);
  });
});

describe("levels through a window", () => {
  it("are black below, white above, and spread between", () => {
    const levels = { width: 5, height: 1, values: Uint16Array.from([0, 100, 150, 200, 65_535]) };
    const all = { left: 0, top: 0, right: 5, bottom: 1 };

    const greys = [...shaded(levels, all, tableOf({ low: 100, high: 200 }))].map((p) => p & 255);

    expect(greys).toEqual([0, 0, 128, 255, 255]);
  });

  it("are opaque and grey in all channels", () => {
    const table = tableOf({ low: 0, high: 255 });

    expect(table[7]?.toString(16)).toBe("ff070707");
  });

  it("are taken from the part that is asked for", () => {
    const levels = plane(6, 4);
    const table = Uint32Array.from({ length: 65_536 }, (_, level) => level);

    const part = shaded(levels, { left: 2, top: 1, right: 4, bottom: 3 }, table);

    expect([...part]).toEqual([8, 9, 14, 15].map((at) => levels.values[at]));
  });

  it("are halved by their means, down to one tile", () => {
    const wide = { width: 1025, height: 3, values: new Uint16Array(1025 * 3).fill(40_000) };

    const planes = pyramidOf(wide);

    expect(planes.map(({ width, height }) => [width, height])).toEqual([
      [1025, 3],
      [513, 2],
      [257, 1],
    ]);
    expect(new Set(planes.flatMap(({ values }) => [...values]))).toEqual(new Set([40_000]));
  });

  it("are counted", () => {
    const values = Uint16Array.from([500, 500, 700, 1000, 1500]);

    const facts = factsOf({ width: 5, height: 1, values });

    expect(facts).toMatchObject({ lowest: 500, highest: 1500, median: 700 });
    expect(facts.bins.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect([facts.bins[0], facts.bins[BINS - 1]]).toEqual([2, 1]);
  });

  it("of one grey alone are counted too", () => {
    const facts = factsOf({ width: 2, height: 1, values: Uint16Array.from([9, 9]) });

    expect(facts).toMatchObject({ lowest: 9, highest: 9, median: 9 });
  });
});

describe("a window", () => {
  const usual = { low: 1000, high: 3000 };

  it("stays at least one level wide, and its middle among the levels", () => {
    expect(windowAt(-50, 0.2)).toEqual({ low: 0, high: 1 });
    expect(windowAt(90_000, 10)).toEqual({ low: 65_530, high: 65_540 });
  });

  it("always changes by a step, also where it is narrow", () => {
    const narrow = { low: 10, high: 12 };

    expect(widthOf(steppedWindow(narrow, "narrower"))).toBe(1);
    expect(widthOf(steppedWindow(narrow, "wider"))).toBe(3);
    expect(steppedWindow(narrow, "brighter")).toEqual({ low: 9, high: 11 });
    expect(steppedWindow(usual, "darker")).toEqual({ low: 1200, high: 3200 });
  });

  it("goes round its presets, of which those that need counting come later", () => {
    const facts = { lowest: 5, highest: 4000, median: 900, bins: [] };
    const before = { bits: 16, usual, facts: null, hasFailed: false, isAwaited: false } as const;
    const levels = { ...before, facts };

    expect(presetsOf(before)).toEqual([["usual", usual]]);
    expect(nextPreset(levels, usual)).toEqual({ low: 5, high: 4000 });
    expect(nextPreset(levels, { low: 900, high: 4000 })).toEqual(usual);
    expect(nextPreset(levels, { low: 1, high: 2 })).toEqual(usual);
  });
});
