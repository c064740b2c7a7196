import { describe, expect, it } from "vitest";
import { imagePoint } from "../points";
import { cellAt, cellRegion, readCells } from "./cells";
import { areaOf, boundsOfRegion } from "./region";

/** As the server packs them: a head, then each row as what differs from the row above. */
export function packedCells(rows: readonly (readonly number[])[], step: number): ArrayBuffer {
  const width = rows[0]?.length ?? 0;
  const content = new ArrayBuffer(16 + 2 * width * rows.length);
  const view = new DataView(content);
  [1, width, rows.length, step].forEach((value, at) => view.setUint32(4 * at, value, true));
  rows.forEach((row, down) =>
    row.forEach((number, across) =>
      view.setUint16(
        16 + 2 * (down * width + across),
        number ^ (rows[down - 1]?.[across] ?? 0),
        true,
      ),
    ),
  );
  return content;
}

const ROWS = [
  [0, 0, 1],
  [2, 0, 1],
  [2, 2, 1],
];
const IMAGE = { width_px: 29, height_px: 28 };

describe("the cells of a picture", () => {
  it("are read as they were packed", () => {
    const map = readCells(packedCells(ROWS, 10));

    expect(map).toMatchObject({ width: 3, height: 3, step: 10 });
    expect([...(map?.numbers ?? [])]).toEqual(ROWS.flat());
  });

  it.each([
    ["too short", new ArrayBuffer(8)],
    ["cut off", packedCells(ROWS, 10).slice(0, 20)],
    ["of another version", new ArrayBuffer(16)],
    ["without a step", packedCells(ROWS, 0)],
  ])("are not read when they are %s", (_, content) => {
    expect(readCells(content)).toBeNull();
  });

  it("are found by a place, and end at the picture's edge", () => {
    const map = readCells(packedCells(ROWS, 10));
    if (map === null) throw new Error("They are sound");

    expect(cellAt(map, imagePoint(15, 12))).toBe(0);
    expect([cellAt(map, imagePoint(-1, 5)), cellAt(map, imagePoint(5, 31))]).toEqual([null, null]);
    const right = cellRegion(map, imagePoint(25, 5), IMAGE);
    expect(right && boundsOfRegion(right)).toEqual({ minX: 20, minY: 0, maxX: 29, maxY: 28 });
    expect(right && areaOf(right)).toBe(9 * 28);
    expect(cellRegion(map, imagePoint(25, 25), IMAGE)).toBe(right);
  });
});
