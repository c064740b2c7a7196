/**
 * The sweep of Shamos and Hoey (1976) over rings, on points in the order of x, then y (which tilts
 * the sweep line a little, so that upright edges are like others). O(n log n), but for insertion
 * into an array. The server's `concord.documents.rings` does the same step by step.
 */

import { sideOf, type Position, type Ring } from "./rings";

export interface Arrangement {
  /** No ring crosses or touches itself or another one. */
  readonly isSimple: boolean;
  /** The innermost ring round each ring, null without one; means nothing unless simple. */
  readonly containers: readonly (number | null)[];
}

/** Edge `number` runs from the point of that number to the next point of its ring. */
interface Edge {
  readonly ring: number;
  readonly left: Corner;
  readonly right: Corner;
  readonly isForward: boolean;
}

interface Corner {
  readonly at: Position;
  readonly ring: number;
  /** Place in the order of the sweep. */
  rank: number;
  /** The two edges that meet here. */
  readonly edges: Edge[];
}

export function arrange(rings: readonly Ring[]): Arrangement {
  return new Sweep(rings).run();
}

class Sweep {
  private readonly corners: readonly Corner[];
  private readonly containers: (number | null)[];
  /** By ring: whether the inside is at larger y of the edges drawn towards larger x. */
  private readonly insides = new Map<number, boolean>();
  /** Edges the line meets, by increasing y; neighbours do not meet before one of them ends. */
  private active: Edge[] = [];

  constructor(rings: readonly Ring[]) {
    this.corners = cornersOf(rings);
    this.containers = rings.map(() => null);
  }

  run(): Arrangement {
    const isSimple = !hasTwins(this.corners) && this.corners.every((corner) => this.passes(corner));
    return { isSimple, containers: this.containers };
  }

  /** Goes on over a corner; false when something meets there, or will ahead of it. */
  private passes(corner: Corner): boolean {
    const ended = corner.edges.filter((edge) => edge.right === corner);
    const started = corner.edges.filter((edge) => edge.left === corner);
    const start = this.firstNotBelow(corner);
    const met = this.metFrom(start, corner);
    if (met.length !== ended.length || met.some((edge) => edge.right !== corner)) return false;
    const [one, other] = started;
    if (one !== undefined && other !== undefined) {
      const turn = sideOf(corner.at, one.right.at, other.right.at);
      if (turn === 0) return false;
      if (turn < 0) started.reverse();
      this.noteRing(start, turn < 0 ? other : one);
    }
    this.active.splice(start, ended.length, ...started);
    return this.stayApart(start) && this.stayApart(start + started.length);
  }

  private firstNotBelow(corner: Corner): number {
    let low = 0;
    let high = this.active.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const edge = this.active[middle];
      if (edge !== undefined && sideOfEdge(edge, corner) > 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private metFrom(start: number, corner: Corner): readonly Edge[] {
    const met: Edge[] = [];
    for (
      let edge = this.active[start];
      edge !== undefined;
      edge = this.active[start + met.length]
    ) {
      if (sideOfEdge(edge, corner) !== 0) break;
      met.push(edge);
    }
    return met;
  }

  /** Whether the edges before and at `index` do not meet until one of them ends. */
  private stayApart(index: number): boolean {
    const lower = this.active[index - 1];
    const upper = this.active[index];
    if (lower === undefined || upper === undefined || lower.right === upper.right) return true;
    return lower.right.rank < upper.right.rank
      ? sideOfEdge(upper, lower.right) < 0
      : sideOfEdge(lower, upper.right) > 0;
  }

  /** At the leftmost corner of a ring: what it lies in, and on which side its inside is. */
  private noteRing(index: number, lowest: Edge): void {
    if (this.insides.has(lowest.ring)) return;
    this.insides.set(lowest.ring, lowest.isForward);
    const below = this.active[index - 1];
    if (below === undefined) return;
    const isInside = below.isForward === this.insides.get(below.ring);
    this.containers[lowest.ring] = isInside ? below.ring : (this.containers[below.ring] ?? null);
  }
}

function sideOfEdge(edge: Edge, corner: Corner): number {
  return edge.right === corner ? 0 : sideOf(edge.left.at, edge.right.at, corner.at);
}

function cornersOf(rings: readonly Ring[]): readonly Corner[] {
  const all = rings.map((points, ring) =>
    points.map((at): Corner => ({ at, ring, rank: 0, edges: [] })),
  );
  const sorted = all.flat().sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]);
  for (const [rank, corner] of sorted.entries()) corner.rank = rank;
  for (const corners of all) joinUp(corners);
  return sorted;
}

function joinUp(corners: readonly Corner[]): void {
  for (const [index, from] of corners.entries()) {
    const to = corners[(index + 1) % corners.length] ?? from;
    const isForward = from.rank < to.rank;
    const [left, right] = isForward ? [from, to] : [to, from];
    const edge = { ring: from.ring, left, right, isForward };
    from.edges.push(edge);
    to.edges.push(edge);
  }
}

function hasTwins(sorted: readonly Corner[]): boolean {
  return sorted.some((corner, index) => {
    const next = sorted[index + 1];
    return next?.at[0] === corner.at[0] && next.at[1] === corner.at[1];
  });
}
