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

/** `costs` row by row; every sample costs at least 1. About 8 steps a sample. */
export function wayMap(costs: Uint8Array, width: number, height: number, seed: number): WayMap {
  const count = width * height;
  const ways = new Uint8Array(count).fill(NO_WAY);
  const totals = new Int32Array(count).fill(2 ** 31 - 1);
  const isDone = new Uint8Array(count);
  const queue = new Buckets();
  totals[seed] = 0;
  queue.push(seed, 0);
  for (let at = queue.pop(); at !== -1; at = queue.pop()) {
    if (isDone[at] === 1) continue;
    isDone[at] = 1;
    const [x, y, total] = [at % width, Math.floor(at / width), totals[at] ?? 0];
    for (let side = 0; side < 8; side += 1) {
      const nextX = x + (ACROSS[side] ?? 0);
      const nextY = y + (DOWN[side] ?? 0);
      if (nextX < 0 || nextY < 0 || nextX >= width || nextY >= height) continue;
      const next = nextY * width + nextX;
      const cost = total + (costs[next] ?? 0) * (side < CORNERS_FROM ? SIDE : CORNER);
      if (isDone[next] === 1 || cost >= (totals[next] ?? 0)) continue;
      totals[next] = cost;
      ways[next] = opposite(side);
      queue.push(next, cost);
    }
  }
  return ways;
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
  /** A sample may wait several times; each waiting has a place of its own. */
  private readonly samples: number[] = [];
  private readonly nexts: number[] = [];
  private now = 0;
  private waiting = 0;

  push(sample: number, cost: number): void {
    const bucket = cost % BUCKETS;
    this.samples.push(sample);
    this.nexts.push(this.heads[bucket] ?? -1);
    this.heads[bucket] = this.samples.length - 1;
    this.waiting += 1;
  }

  /** -1 when it is empty. */
  pop(): number {
    if (this.waiting === 0) return -1;
    while (this.heads[this.now] === -1) this.now = (this.now + 1) % BUCKETS;
    const place = this.heads[this.now] ?? -1;
    this.heads[this.now] = this.nexts[place] ?? -1;
    this.waiting -= 1;
    return this.samples[place] ?? -1;
  }
}
