/** Colours of a piece of the picture, for tools that follow them. */

import type { Bounds, ImageSize } from "../points";
import type { Column } from "./column";
import { regionFrom, type Region } from "./region";

export interface Crop {
  /** The image pixel of the first colour. */
  readonly x: number;
  readonly y: number;
  /** In samples. */
  readonly width: number;
  readonly height: number;
  /** Image pixels to a sample, both ways; above 1 where the piece is too large to be read whole. */
  readonly step: number;
  /** Red, green, blue and opacity of each sample, row by row, 0 to 255. */
  readonly colours: Uint8ClampedArray;
}

/** Null while the picture is not there, or may not be read. */
export type PixelSource = (wanted: Bounds, mostSamples: number) => Crop | null;

/** Whole image pixels, and how many of them go to a sample, so that no more are read than wanted. */
export function cropPlan(
  wanted: Bounds,
  mostSamples: number,
  image: ImageSize,
): Omit<Crop, "colours"> | null {
  const x = Math.max(Math.floor(wanted.minX), 0);
  const y = Math.max(Math.floor(wanted.minY), 0);
  const right = Math.min(Math.ceil(wanted.maxX), image.width_px);
  const bottom = Math.min(Math.ceil(wanted.maxY), image.height_px);
  if (right <= x || bottom <= y) return null;
  const step = Math.max(1, Math.ceil(Math.sqrt(((right - x) * (bottom - y)) / mostSamples)));
  const width = Math.ceil((right - x) / step);
  return { x, y, width, height: Math.ceil((bottom - y) / step), step };
}

/** The samples that are marked, as pixels of the picture; a sample is `step` pixels wide. */
export function regionOfSamples(
  { x, y, width, height, step }: Omit<Crop, "colours">,
  marks: Uint8Array,
  image: ImageSize,
): Region {
  const columns: Column[] = [];
  for (let across = 0; across < width; across += 1) {
    const borders: number[] = [];
    for (let down = 0; down < height; down += 1) {
      const isSet = marks[down * width + across] === 1;
      if (isSet === (borders.length % 2 === 0)) borders.push(y + down * step);
    }
    if (borders.length % 2 === 1) borders.push(Math.min(y + height * step, image.height_px));
    const inside = borders.map((row) => Math.min(row, image.height_px));
    for (let more = 0; more < step && x + across * step + more < image.width_px; more += 1)
      columns.push(inside);
  }
  return regionFrom(x, columns);
}
