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

/** Per sample, from LEAST_COST to MOST_COST. Linear in the samples. */
export function edgeCosts(crop: Crop): Uint8Array {
  const strengths = gradients(crop);
  const full = Math.max(fullEdge(strengths), 1);
  return Uint8Array.from(strengths, (strength) => {
    const dull = 1 - Math.min(strength / full, 1);
    return Math.round(LEAST_COST + (MOST_COST - LEAST_COST) * dull * dull);
  });
}

/** Sobel's, of the channel in which it is largest. */
function gradients({ width, height, colours }: Crop): Float32Array {
  const found = new Float32Array(width * height);
  for (let down = 1; down < height - 1; down += 1) {
    for (let across = 1; across < width - 1; across += 1) {
      const at = down * width + across;
      let most = 0;
      for (let channel = 0; channel < 3; channel += 1) {
        most = Math.max(most, sobel(colours, at * 4 + channel, width * 4));
      }
      found[at] = most;
    }
  }
  return found;
}

function sobel(colours: Uint8ClampedArray, at: number, row: number): number {
  const value = (offset: number) => colours[at + offset] ?? 0;
  const [nw, n, ne] = [value(-row - 4), value(-row), value(-row + 4)];
  const [w, e] = [value(-4), value(4)];
  const [sw, s, se] = [value(row - 4), value(row), value(row + 4)];
  return Math.hypot(ne + 2 * e + se - nw - 2 * w - sw, sw + 2 * s + se - nw - 2 * n - ne);
}

function fullEdge(strengths: Float32Array): number {
  const sorted = Float32Array.from(strengths).sort();
  return sorted[Math.floor(sorted.length * (1 - FULL_EDGE_SHARE))] ?? 0;
}
