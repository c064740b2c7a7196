/** The pixels inside rings, and the rings round pixels. */

import type { Outline } from "../shapes/kind";
import { maskOutlines } from "../shapes/mask-outline";
import type { Ring } from "../shapes/rings";
import type { ImageSize } from "../points";
import type { Column } from "./column";
import { regionFrom, type Region } from "./region";

/**
 * Pixels whose middle lies inside by the even-odd rule. Linear in the columns that the edges span,
 * and in the picture's width.
 */
export function regionInRings(rings: readonly Ring[], image: ImageSize): Region {
  const crossings = Array.from({ length: image.width_px }, (): number[] => []);
  for (const ring of rings) addCrossings(ring, crossings);
  return regionFrom(
    0,
    crossings.map((ys) => columnBetween(ys, image.height_px)),
  );
}

function addCrossings(ring: Ring, crossings: readonly number[][]): void {
  let from = ring.at(-1);
  for (const to of ring) {
    if (from !== undefined) {
      const [[x1, y1], [x2, y2]] = from[0] <= to[0] ? [from, to] : [to, from];
      const first = Math.max(Math.ceil(x1 - 0.5), 0);
      const end = Math.min(Math.ceil(x2 - 0.5), crossings.length);
      for (let column = first; column < end; column += 1) {
        crossings[column]?.push(y1 + ((column + 0.5 - x1) / (x2 - x1)) * (y2 - y1));
      }
    }
    from = to;
  }
}

function columnBetween(ys: number[], height: number): Column {
  ys.sort((a, b) => a - b);
  const borders: number[] = [];
  for (let at = 0; at + 1 < ys.length; at += 2) {
    const start = Math.max(Math.ceil((ys[at] ?? 0) - 0.5), 0);
    const end = Math.min(Math.ceil((ys[at + 1] ?? 0) - 0.5), height);
    if (start >= end) continue;
    if (borders.at(-1) === start) borders.pop();
    else borders.push(start);
    borders.push(end);
  }
  return borders;
}

/** Along the edges of the pixels; holes are rings of their own. */
export function ringsOf(region: Region): readonly Outline[] {
  return maskOutlines(region.columns, region.left, 0);
}
