/**
 * The object in a box (Rother, Kolmogorov and Blake 2004, GrabCut): what is outside is ground, what
 * is inside is taken for the object; the colours of both are learnt, and the cheapest border between
 * them found, a few times over.
 */

import type { Crop } from "../masks/pixels";
import { mixtureOf, unlikeliness, type Mixture } from "./colours";
import { minCut } from "./min-cut";

/** In samples of the crop; `right` and `bottom` are the first ones outside. */
export interface SampleBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const ROUNDS = 4;
/** What a border costs where colours are the same, as in the paper. */
const GAMMA = 50;
/** Right, down, and both diagonals: each pair of neighbours once. */
const NEIGHBOURS = [[1, 0], [0, 1], [1, 1], [-1, 1]] as const; // prettier-ignore
/** Under so many samples there is no colour to learn. */
const FEWEST_SAMPLES = 12;

/** By sample of the crop 1 for the object; null where too little lies inside or outside the box. */
export function grabCut(crop: Crop, box: SampleBox): Uint8Array | null {
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const inside = width * height;
  const outside = crop.width * crop.height - inside;
  if (inside < FEWEST_SAMPLES || outside < FEWEST_SAMPLES) return null;
  const weigh = edgeWeights(crop);
  let object = new Uint8Array(crop.width * crop.height);
  for (let row = box.top; row < box.bottom; row += 1)
    object.fill(1, row * crop.width + box.left, row * crop.width + box.right);
  for (let round = 0; round < ROUNDS; round += 1) {
    const [theirs, ground] = [coloursOf(crop, object, 1), coloursOf(crop, object, 0)];
    if (theirs.length < 3 * FEWEST_SAMPLES) return null;
    const side = minCut(graphOf(crop, box, mixtureOf(theirs), mixtureOf(ground), weigh));
    const next = new Uint8Array(object.length);
    for (let row = 0; row < height; row += 1)
      next.set(
        side.subarray(row * width, (row + 1) * width),
        (box.top + row) * crop.width + box.left,
      );
    if (next.every((value, at) => value === object[at])) break;
    object = next;
  }
  return object;
}

function coloursOf({ colours }: Crop, object: Uint8Array, wanted: number): Float64Array {
  const count = object.reduce((sum, value) => sum + Number(value === wanted), 0);
  const taken = new Float64Array(3 * count);
  let put = 0;
  object.forEach((value, at) => {
    if (value !== wanted) return;
    taken.set(colours.subarray(4 * at, 4 * at + 3), put);
    put += 3;
  });
  return taken;
}

type Weigh = (first: number, second: number, distance: number) => number;

/** A border is cheap where neighbours differ, by how much they differ in this picture. */
function edgeWeights({ colours, width, height }: Crop): Weigh {
  const apart = (first: number, second: number) => {
    const r = (colours[4 * first] ?? 0) - (colours[4 * second] ?? 0);
    const g = (colours[4 * first + 1] ?? 0) - (colours[4 * second + 1] ?? 0);
    const b = (colours[4 * first + 2] ?? 0) - (colours[4 * second + 2] ?? 0);
    return r * r + g * g + b * b;
  };
  let [sum, count] = [0, 0];
  for (let at = 0; at < width * height; at += 1) {
    if (at % width > 0) [sum, count] = [sum + apart(at, at - 1), count + 1];
    if (at >= width) [sum, count] = [sum + apart(at, at - width), count + 1];
  }
  const beta = sum === 0 ? 0 : count / (2 * sum);
  return (first, second, distance) => (GAMMA / distance) * Math.exp(-beta * apart(first, second));
}

/** Of the samples inside the box; borders to what is outside lean a sample to the ground. */
function graphOf(crop: Crop, box: SampleBox, object: Mixture, ground: Mixture, weigh: Weigh) {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const nodes = width * height;
  const leaning = new Float64Array(nodes);
  const most = NEIGHBOURS.length * nodes;
  const [from, to, cost] = [new Int32Array(most), new Int32Array(most), new Float64Array(most)];
  let count = 0;
  const isIn = (x: number, y: number) => x >= 0 && y >= 0 && x < width && y < height;
  const sampleAt = (x: number, y: number) => (box.top + y) * crop.width + box.left + x;
  for (let node = 0; node < nodes; node += 1) {
    const [x, y] = [node % width, Math.floor(node / width)];
    const own = sampleAt(x, y);
    leaning[node] = (leaning[node] ?? 0) + leaningOf(crop, own, object, ground);
    for (const [dx, dy] of NEIGHBOURS) {
      for (const sign of [1, -1]) {
        const [toX, toY] = [x + sign * dx, y + sign * dy];
        const isThere = isInCrop(crop, box.left + toX, box.top + toY);
        if (!isThere || (isIn(toX, toY) && sign === -1)) continue;
        const weight = weigh(own, sampleAt(toX, toY), Math.hypot(dx, dy));
        if (isIn(toX, toY)) {
          [from[count], to[count], cost[count]] = [node, toY * width + toX, weight];
          count += 1;
        } else leaning[node] = (leaning[node] ?? 0) - weight;
      }
    }
  }
  return { nodes, leaning, from, to, cost, count };
}

const isInCrop = ({ width, height }: Crop, x: number, y: number) =>
  x >= 0 && y >= 0 && x < width && y < height;

/** Above 0 where the colour is more the object's than the ground's. */
function leaningOf({ colours }: Crop, at: number, object: Mixture, ground: Mixture): number {
  const [red = 0, green = 0, blue = 0] = colours.subarray(4 * at, 4 * at + 3);
  return unlikeliness(ground, red, green, blue) - unlikeliness(object, red, green, blue);
}
