/** The cheapest way from every sample of a crop to one of them: Dijkstra 1959, by buckets (Dial 1969). */

import { MOST_COST } from "./edges";

/** For each sample the neighbour that lies on its way to the seed, from 0 to 7; the seed has none. */
export type WayMap = Uint8Array<ArrayBuffer>;

export const NO_WAY = 255;

/** Right, left, down, up, then the corners. */
const ACROSS = [1, -1, 0, 0, 1, 1, -1, -1] as const;
const DOWN = [0, 0, 1, -1, 1, -1, 1, -1] as const;
const CORNERS_FROM = 4;
/** Costs are counted in tenths, so that a corner's can be told from a side's. */
const SIDE = 10;
const CORNER = 14;
const BUCKETS = MOST_COST * CORNER + 1;

/**
 * `costs` row by row; every sample costs at least 1. Works on a crop with a frame of samples that
 * are done with from the start, so that no neighbour has to be asked whether it is there.
 */
export function wayMap(costs: Uint8Array, width: number, height: number, seed: number): WayMap {
  const stride = width + 2;
  const framed = inFrame(costs, width, height);
  const isDone = inFrame(new Uint8Array(costs.length), width, height, 1);
  const ways = new Uint8Array(framed.length).fill(NO_WAY);
  const totals = new Int32Array(framed.length).fill(2 ** 31 - 1);
  const offsets = ACROSS.map((across, side) => across + (DOWN[side] ?? 0) * stride);
  const queue = new Buckets(costs.length * offsets.length);
  const start = (Math.floor(seed / width) + 1) * stride + (seed % width) + 1;
  totals[start] = 0;
  queue.push(start, 0);
  for (let at = queue.pop(); at !== -1; at = queue.pop()) {
    if (isDone[at] === 1) continue;
    isDone[at] = 1;
    const total = totals[at] ?? 0;
    for (let side = 0; side < 8; side += 1) {
      const next = at + (offsets[side] ?? 0);
      if (isDone[next] === 1) continue;
      const cost = total + (framed[next] ?? 0) * (side < CORNERS_FROM ? SIDE : CORNER);
      if (cost >= (totals[next] ?? 0)) continue;
      totals[next] = cost;
      ways[next] = opposite(side);
      queue.push(next, cost);
    }
  }
  return withoutFrame(ways, width, height);
}

function inFrame(values: Uint8Array, width: number, height: number, frame = 0): Uint8Array {
  const framed = new Uint8Array((width + 2) * (height + 2)).fill(frame);
  for (let row = 0; row < height; row += 1) {
    framed.set(values.subarray(row * width, (row + 1) * width), (row + 1) * (width + 2) + 1);
  }
  return framed;
}

function withoutFrame(framed: Uint8Array, width: number, height: number): WayMap {
  const values = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const from = (row + 1) * (width + 2) + 1;
    values.set(framed.subarray(from, from + width), row * width);
  }
  return values;
}

/** From a sample to the seed, both with it. */
export function wayFrom(ways: WayMap, width: number, start: number): readonly number[] {
  const way = [start];
  let at = start;
  for (let side = ways[at] ?? NO_WAY; side !== NO_WAY; side = ways[at] ?? NO_WAY) {
    at += (DOWN[side] ?? 0) * width + (ACROSS[side] ?? 0);
    way.push(at);
  }
  return way;
}

function opposite(side: number): number {
  return side < CORNERS_FROM ? side ^ 1 : 11 - side;
}

/** A queue by whole costs, of which no two in it are further apart than a step. */
class Buckets {
  private readonly heads = new Int32Array(BUCKETS).fill(-1);
  /** A sample waits once for each neighbour at most; each waiting has a place of its own. */
  private readonly samples: Int32Array;
  private readonly nexts: Int32Array;
  private count = 0;
  private now = 0;
  private waiting = 0;

  constructor(most: number) {
    this.samples = new Int32Array(most + 1);
    this.nexts = new Int32Array(most + 1);
  }

  push(sample: number, cost: number): void {
    const bucket = cost % BUCKETS;
    this.samples[this.count] = sample;
    this.nexts[this.count] = this.heads[bucket] ?? -1;
    this.heads[bucket] = this.count;
    this.count += 1;
    this.waiting += 1;
  }

  /** -1 when it is empty. */
  pop(): number {
    if (this.waiting === 0) return -1;
    while (this.heads[this.now] === -1) this.now = this.now + 1 === BUCKETS ? 0 : this.now + 1;
    const place = this.heads[this.now] ?? -1;
    this.heads[this.now] = this.nexts[place] ?? -1;
    this.waiting -= 1;
    return this.samples[place] ?? -1;
  }
}
