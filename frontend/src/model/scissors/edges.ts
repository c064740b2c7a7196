/**
 * How dear it is for a line to go through each sample of a crop: cheap along edges, dear on even
 * ground (Mortensen and Barrett 1995, the gradient's part alone).
 */

import type { Crop } from "../masks/pixels";

/** Of a step to a neighbour beside; one to a corner costs more by the square root of two. */
export const LEAST_COST = 1;
export const MOST_COST = 44;
/** Gradients above those of all but so many samples count as a full edge. */
const FULL_EDGE_SHARE = 0.02;
/** No gradient of Sobel's is larger than 4 x 255 both ways. */
const BINS = 1443;

/** Per sample, from LEAST_COST to MOST_COST. Linear in the samples. */
export function edgeCosts(crop: Crop): Uint8Array {
  const squares = gradients(crop);
  const full = fullEdge(squares);
  const costs = new Uint8Array(squares.length);
  for (let at = 0; at < costs.length; at += 1) {
    const dull = 1 - Math.min(Math.sqrt(squares[at] ?? 0) / full, 1);
    costs[at] = Math.round(LEAST_COST + (MOST_COST - LEAST_COST) * dull * dull);
  }
  return costs;
}

/** The square of Sobel's, of the channel in which it is largest; 0 along the crop's own border. */
function gradients({ width, height, colours }: Crop): Float32Array {
  const found = new Float32Array(width * height);
  const row = width * 4;
  for (let down = 1; down < height - 1; down += 1) {
    for (let across = 1; across < width - 1; across += 1) {
      const at = down * width + across;
      let most = 0;
      for (let place = at * 4; place < at * 4 + 3; place += 1)
        most = Math.max(most, sobel(colours, place, row));
      found[at] = most;
    }
  }
  return found;
}

function sobel(colours: Uint8ClampedArray, at: number, row: number): number {
  const nw = colours[at - row - 4] ?? 0;
  const ne = colours[at - row + 4] ?? 0;
  const sw = colours[at + row - 4] ?? 0;
  const se = colours[at + row + 4] ?? 0;
  const across = ne + se - nw - sw + 2 * ((colours[at + 4] ?? 0) - (colours[at - 4] ?? 0));
  const down = sw + se - nw - ne + 2 * ((colours[at + row] ?? 0) - (colours[at - row] ?? 0));
  return across * across + down * down;
}

/** Counted in bins, as sorting all of them takes too long. */
function fullEdge(squares: Float32Array): number {
  const bins = new Uint32Array(BINS);
  for (const square of squares) {
    const bin = Math.floor(Math.sqrt(square));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  let above = squares.length * FULL_EDGE_SHARE;
  for (let bin = BINS - 1; bin > 0; bin -= 1) {
    above -= bins[bin] ?? 0;
    if (above <= 0) return bin;
  }
  return 1;
}
