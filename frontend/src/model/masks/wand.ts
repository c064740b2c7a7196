/** Flood fill on the picture: the pixels round a place whose colour is like the one there. */

import type { ImagePoint, ImageSize } from "../points";
import { regionOfSamples, type Crop } from "./pixels";
import { NOTHING, type Region } from "./region";

/**
 * A colour is alike when no channel (red, green, blue) is further off than `tolerance`, 0 to 255.
 * Reaches side by side, not corner to corner. Linear in the samples of the crop.
 */
export function likeColours(
  crop: Crop,
  at: ImagePoint,
  tolerance: number,
  image: ImageSize,
): Region {
  const { x, y, width, height, step } = crop;
  const across = Math.floor((at.x - x) / step);
  const down = Math.floor((at.y - y) / step);
  if (across < 0 || down < 0 || across >= width || down >= height) return NOTHING;
  return regionOfSamples(crop, flooded(crop, down * width + across, tolerance), image);
}

/** Run by run down the columns would read memory across; rows are filled whole instead. */
function flooded(crop: Crop, seed: number, tolerance: number): Uint8Array {
  const { width, height } = crop;
  const marks = new Uint8Array(width * height);
  const isAlike = likeness(crop.colours, seed, tolerance);
  const open = [seed];
  for (let start = open.pop(); start !== undefined; start = open.pop()) {
    if (marks[start] === 1) continue;
    const row = Math.floor(start / width) * width;
    let left = start;
    while (left > row && marks[left - 1] === 0 && isAlike(left - 1)) left -= 1;
    let right = start;
    while (right + 1 < row + width && marks[right + 1] === 0 && isAlike(right + 1)) right += 1;
    marks.fill(1, left, right + 1);
    for (const beside of [-width, width]) {
      if (row + beside < 0 || row + beside >= width * height) continue;
      addRuns(open, left + beside, right + beside, (at) => marks[at] === 0 && isAlike(at));
    }
  }
  return marks;
}

/** One place of each run between two places is enough to go on from. */
function addRuns(open: number[], from: number, to: number, isOpen: (at: number) => boolean): void {
  let isIn = false;
  for (let at = from; at <= to; at += 1) {
    const isOpenNow = isOpen(at);
    if (isOpenNow && !isIn) open.push(at);
    isIn = isOpenNow;
  }
}

function likeness(
  colours: Uint8ClampedArray,
  seed: number,
  tolerance: number,
): (at: number) => boolean {
  const [red = 0, green = 0, blue = 0] = colours.subarray(seed * 4, seed * 4 + 3);
  return (at) =>
    Math.abs((colours[at * 4] ?? 0) - red) <= tolerance &&
    Math.abs((colours[at * 4 + 1] ?? 0) - green) <= tolerance &&
    Math.abs((colours[at * 4 + 2] ?? 0) - blue) <= tolerance;
}
