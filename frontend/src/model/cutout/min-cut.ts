/**
 * The cheapest cut between a source and a sink (Boykov and Kolmogorov 2004): two trees grow from
 * either end until they meet, what can flow there flows, and what lost its parent looks for another.
 */

export interface Graph {
  readonly nodes: number;
  /** What a node costs on the sink's side, less what it costs on the source's. */
  readonly leaning: Float64Array;
  /** Two ends and a cost for each edge, the same both ways; `count` of them. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly cost: Float64Array;
  readonly count: number;
}

const [NONE, ENDS, ORPHAN] = [-1, -2, -3];
const [FREE, SOURCE, SINK] = [0, 1, 2];
const FAR = 1 << 30;

/** 1 for each node on the source's side, 0 for the sink's and where either costs the same. */
export function minCut(graph: Graph): Uint8Array {
  const cut = new Cut(graph);
  cut.run();
  return cut.side();
}

class Cut {
  private readonly first: Int32Array;
  private readonly next: Int32Array;
  private readonly head: Int32Array;
  private readonly room: Float64Array;
  private readonly leaning: Float64Array;
  private readonly tree: Uint8Array;
  /** The arc to the parent, or why there is none. */
  private readonly parent: Int32Array;
  private readonly seenAt: Int32Array;
  private readonly depth: Int32Array;
  private readonly isQueued: Uint8Array;
  private readonly queue: number[] = [];
  private queueAt = 0;
  private orphans: number[] = [];
  private now = 0;

  constructor({ nodes, leaning, from, to, cost, count }: Graph) {
    this.first = new Int32Array(nodes).fill(NONE);
    this.next = new Int32Array(2 * count);
    this.head = new Int32Array(2 * count);
    this.room = new Float64Array(2 * count);
    this.leaning = Float64Array.from(leaning);
    this.tree = new Uint8Array(nodes);
    this.parent = new Int32Array(nodes).fill(NONE);
    this.seenAt = new Int32Array(nodes);
    this.depth = new Int32Array(nodes);
    this.isQueued = new Uint8Array(nodes);
    for (let edge = 0; edge < count; edge += 1) {
      this.addArc(2 * edge, at(from, edge), at(to, edge), at(cost, edge));
      this.addArc(2 * edge + 1, at(to, edge), at(from, edge), at(cost, edge));
    }
    this.leaning.forEach((value, node) => {
      if (value !== 0) this.plant(node, value > 0 ? SOURCE : SINK);
    });
  }

  run(): void {
    for (let node = this.active(); node !== NONE; node = this.active()) {
      for (let middle = this.grow(node); middle !== NONE; middle = this.grow(node)) {
        this.now += 1;
        this.augment(middle);
        this.adopt();
        if (at(this.parent, node) === NONE) break;
      }
    }
  }

  side(): Uint8Array {
    return this.tree.map((tree) => (tree === SOURCE ? 1 : 0));
  }

  private addArc(arc: number, from: number, to: number, cost: number): void {
    this.head[arc] = to;
    this.room[arc] = cost;
    this.next[arc] = at(this.first, from);
    this.first[from] = arc;
  }

  private plant(node: number, tree: number): void {
    this.tree[node] = tree;
    this.parent[node] = ENDS;
    this.depth[node] = 1;
    this.push(node);
  }

  private push(node: number): void {
    if (this.isQueued[node] === 1) return;
    this.isQueued[node] = 1;
    this.queue.push(node);
  }

  private active(): number {
    while (this.queueAt < this.queue.length) {
      const node = this.queue[this.queueAt] ?? NONE;
      this.queueAt += 1;
      this.isQueued[node] = 0;
      if (at(this.parent, node) !== NONE) return node;
    }
    return NONE;
  }

  /** What still fits through an arc from the parent's end, seen from the child's arc. */
  private roomDown(arc: number, tree: number): number {
    return at(this.room, tree === SOURCE ? arc ^ 1 : arc);
  }

  /** Takes free neighbours into the tree; the arc from the source's tree to the sink's, if any. */
  private grow(node: number): number {
    const tree = at(this.tree, node);
    for (let arc = at(this.first, node); arc !== NONE; arc = at(this.next, arc)) {
      if (this.roomDown(arc ^ 1, tree) <= 0) continue;
      const other = at(this.head, arc);
      const theirs = at(this.tree, other);
      if (theirs === FREE) this.take(other, arc ^ 1, node, tree);
      else if (theirs !== tree) return tree === SOURCE ? arc : arc ^ 1;
      else if (this.isNearer(node, other)) this.hang(other, arc ^ 1, node);
    }
    return NONE;
  }

  private take(node: number, arc: number, parent: number, tree: number): void {
    this.tree[node] = tree;
    this.hang(node, arc, parent);
    this.push(node);
  }

  private hang(node: number, arc: number, parent: number): void {
    this.parent[node] = arc;
    this.seenAt[node] = at(this.seenAt, parent);
    this.depth[node] = at(this.depth, parent) + 1;
  }

  private isNearer(node: number, other: number): boolean {
    return (
      at(this.seenAt, other) <= at(this.seenAt, node) &&
      at(this.depth, other) > at(this.depth, node) + 1
    );
  }

  private augment(middle: number): void {
    const [up, down] = [at(this.head, middle ^ 1), at(this.head, middle)];
    const most = Math.min(
      at(this.room, middle),
      this.narrowest(up, SOURCE),
      this.narrowest(down, SINK),
    );
    this.flow(middle, most);
    this.drain(up, SOURCE, most);
    this.drain(down, SINK, most);
  }

  private flow(arc: number, amount: number): void {
    this.room[arc] = at(this.room, arc) - amount;
    this.room[arc ^ 1] = at(this.room, arc ^ 1) + amount;
  }

  private narrowest(from: number, tree: number): number {
    let [node, most] = [from, Infinity];
    for (let arc = at(this.parent, node); arc !== ENDS; arc = at(this.parent, node)) {
      most = Math.min(most, this.roomDown(arc, tree));
      node = at(this.head, arc);
    }
    return Math.min(most, Math.abs(at(this.leaning, node)));
  }

  private drain(from: number, tree: number, amount: number): void {
    let node = from;
    for (let arc = at(this.parent, node); arc !== ENDS; arc = at(this.parent, node)) {
      this.flow(tree === SOURCE ? arc ^ 1 : arc, amount);
      if (this.roomDown(arc, tree) === 0) this.orphan(node);
      node = at(this.head, arc);
    }
    this.leaning[node] = at(this.leaning, node) - (tree === SOURCE ? amount : -amount);
    if (at(this.leaning, node) === 0) this.orphan(node);
  }

  private orphan(node: number): void {
    this.parent[node] = ORPHAN;
    this.orphans.push(node);
  }

  private adopt(): void {
    for (let index = 0; index < this.orphans.length; index += 1) {
      const node = this.orphans[index] ?? NONE;
      const arc = this.nearestParent(node);
      if (arc === NONE) this.letGo(node);
      else {
        this.parent[node] = arc;
        this.seenAt[node] = this.now;
        this.depth[node] = at(this.depth, at(this.head, arc)) + 1;
      }
    }
    this.orphans = [];
  }

  private nearestParent(node: number): number {
    const tree = at(this.tree, node);
    let [best, nearest] = [NONE, FAR];
    for (let arc = at(this.first, node); arc !== NONE; arc = at(this.next, arc)) {
      const other = at(this.head, arc);
      if (at(this.tree, other) !== tree || this.roomDown(arc, tree) <= 0) continue;
      const depth = this.depthOf(other);
      if (depth < nearest) [best, nearest] = [arc, depth];
    }
    return best;
  }

  /** Steps to the end the node hangs from, remembered on the way; FAR where it hangs from none. */
  private depthOf(from: number): number {
    let [node, depth] = [from, 0];
    while (at(this.seenAt, node) !== this.now) {
      const arc = at(this.parent, node);
      if (arc === ORPHAN || arc === NONE) return FAR;
      depth += 1;
      if (arc === ENDS) {
        this.seenAt[node] = this.now;
        this.depth[node] = 1;
        depth -= 1;
        break;
      }
      node = at(this.head, arc);
    }
    depth += at(this.depth, node);
    let left = depth;
    for (let back = from; at(this.seenAt, back) !== this.now;) {
      this.seenAt[back] = this.now;
      this.depth[back] = left;
      left -= 1;
      back = at(this.head, at(this.parent, back));
    }
    return depth;
  }

  private letGo(node: number): void {
    const tree = at(this.tree, node);
    for (let arc = at(this.first, node); arc !== NONE; arc = at(this.next, arc)) {
      const other = at(this.head, arc);
      if (at(this.tree, other) !== tree || at(this.parent, other) === NONE) continue;
      if (this.roomDown(arc, tree) > 0) this.push(other);
      const theirs = at(this.parent, other);
      if (theirs >= 0 && at(this.head, theirs) === node) this.orphan(other);
    }
    this.tree[node] = FREE;
    this.parent[node] = NONE;
  }
}

/** Every place that is asked for is there. */
function at(values: Int32Array | Float64Array | Uint8Array, index: number): number {
  return values[index] as number;
}
