/** A picture parted into cells of one colour each, as the server packs them. */

import type { ImagePoint, ImageSize } from "../points";
import { regionOfSamples } from "./pixels";
import type { Region } from "./region";

export interface CellMap {
  /** In samples. */
  readonly width: number;
  readonly height: number;
  /** Image pixels to a sample, both ways. */
  readonly step: number;
  /** The number of its cell by sample, row by row. */
  readonly numbers: Uint16Array;
}

/** Null while the cells are not there, and where the work has none. */
export type CellSource = () => CellMap | null;

const VERSION = 1;
const HEAD_BYTES = 16;
const BYTES_A_SAMPLE = 2;

/**
 * Version, width, height and step in 32 bits each; then each sample in 16 bits, exclusive-or the
 * one above it; little-endian. Null for what is none of that.
 */
export function readCells(content: ArrayBuffer): CellMap | null {
  if (content.byteLength < HEAD_BYTES) return null;
  const view = new DataView(content);
  const [version, width = 0, height = 0, step = 0] = [0, 4, 8, 12].map((at) =>
    view.getUint32(at, true),
  );
  const isWhole = content.byteLength === HEAD_BYTES + width * height * BYTES_A_SAMPLE;
  if (version !== VERSION || step === 0 || !isWhole) return null;
  const numbers = new Uint16Array(width * height);
  for (let at = 0; at < numbers.length; at += 1) {
    const above = at < width ? 0 : (numbers[at - width] ?? 0);
    numbers[at] = view.getUint16(HEAD_BYTES + at * BYTES_A_SAMPLE, true) ^ above;
  }
  return { width, height, step, numbers };
}

/** The number of the cell at a place; null beside the picture. */
export function cellAt({ width, height, step, numbers }: CellMap, at: ImagePoint): number | null {
  const across = Math.floor(at.x / step);
  const down = Math.floor(at.y / step);
  if (across < 0 || down < 0 || across >= width || down >= height) return null;
  return numbers[down * width + across] ?? null;
}

const known = new WeakMap<CellMap, Map<number, Region>>();

/** The pixels of the cell at a place; null beside the picture. A cell is always the same object. */
export function cellRegion(map: CellMap, at: ImagePoint, image: ImageSize): Region | null {
  const number = cellAt(map, at);
  if (number === null) return null;
  const ofMap = known.get(map) ?? new Map<number, Region>();
  known.set(map, ofMap);
  const region = ofMap.get(number) ?? traced(map, number, at, image);
  ofMap.set(number, region);
  return region;
}

function traced(map: CellMap, number: number, at: ImagePoint, image: ImageSize): Region {
  const samples = samplesOf(map, number, at);
  const { left, top, right, bottom } = frameOf(samples, map.width);
  const width = right - left + 1;
  const marks = new Uint8Array(width * (bottom - top + 1));
  for (const sample of samples) {
    const down = Math.floor(sample / map.width);
    marks[(down - top) * width + (sample - down * map.width) - left] = 1;
  }
  const { step } = map;
  const crop = { x: left * step, y: top * step, width, height: bottom - top + 1, step };
  return regionOfSamples(crop, marks, image);
}

/** From the place on, side by side: a cell hangs together. */
function samplesOf(map: CellMap, number: number, at: ImagePoint): ReadonlySet<number> {
  const { width, height, step, numbers } = map;
  const seed = Math.floor(at.y / step) * width + Math.floor(at.x / step);
  const found = new Set([seed]);
  // A set is walked in the order things are put in, those put in meanwhile too.
  for (const sample of found) {
    const column = sample % width;
    const beside = [
      column > 0 ? sample - 1 : -1,
      column < width - 1 ? sample + 1 : -1,
      sample - width,
      sample + width,
    ];
    for (const next of beside) {
      if (next >= 0 && next < width * height && numbers[next] === number) found.add(next);
    }
  }
  return found;
}

function frameOf(samples: ReadonlySet<number>, width: number) {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (const sample of samples) {
    const down = Math.floor(sample / width);
    const across = sample - down * width;
    [left, right] = [Math.min(left, across), Math.max(right, across)];
    [top, bottom] = [Math.min(top, down), Math.max(bottom, down)];
  }
  return { left, top, right, bottom };
}
