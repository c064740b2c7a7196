import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Crop } from "../masks/pixels";
import { grabCut } from "./grab-cut";
import { minCut, type Graph } from "./min-cut";

const NODES = 7;

const graphs = fc.record({
  leaning: fc.array(fc.integer({ min: -6, max: 6 }), { minLength: NODES, maxLength: NODES }),
  edges: fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: NODES - 1 }),
      fc.integer({ min: 0, max: NODES - 1 }),
      fc.integer({ min: 0, max: 5 }),
    ),
    { maxLength: 16 },
  ),
});

function graphOf({ leaning, edges }: { leaning: number[]; edges: [number, number, number][] }) {
  const apart = edges.filter(([from, to]) => from !== to);
  return {
    nodes: NODES,
    leaning: Float64Array.from(leaning),
    from: Int32Array.from(apart, ([from]) => from),
    to: Int32Array.from(apart, ([, to]) => to),
    cost: Float64Array.from(apart, ([, , cost]) => cost),
    count: apart.length,
  };
}

/** Up to a sum that is the same for every cut. */
function costOf(graph: Graph, side: (node: number) => boolean): number {
  let cost = 0;
  graph.leaning.forEach((leaning, node) => (cost -= side(node) ? leaning : 0));
  graph.from.forEach((from, edge) => {
    if (side(from) !== side(graph.to[edge] ?? 0)) cost += graph.cost[edge] ?? 0;
  });
  return cost;
}

describe("the cheapest cut", () => {
  it("costs no more than any other", () => {
    fc.assert(
      fc.property(graphs, (made) => {
        const graph = graphOf(made);
        const found = minCut(graph);

        const cost = costOf(graph, (node) => found[node] === 1);

        for (let cut = 0; cut < 1 << NODES; cut += 1) {
          const other = costOf(graph, (node) => ((cut >> node) & 1) === 1);
          if (other < cost) return false;
        }
        return true;
      }),
      { numRuns: 150 },
    );
  });
});

/** A disc of one colour on ground of another, both with some grain. */
function disc(side: number, radius: number): Crop {
  const colours = new Uint8ClampedArray(side * side * 4);
  for (let at = 0; at < side * side; at += 1) {
    const [x, y] = [(at % side) - side / 2, Math.floor(at / side) - side / 2];
    const grain = ((at * 7919) % 17) - 8;
    const [red, green, blue] = Math.hypot(x, y) < radius ? [180, 70, 60] : [70, 110, 80];
    colours.set([red + grain, green + grain, blue + grain, 255], at * 4);
  }
  return { x: 0, y: 0, width: side, height: side, step: 1, colours };
}

describe("the object in a box", () => {
  it("is found to its edge, however loosely the box lies", () => {
    const crop = disc(60, 16);

    const found = grabCut(crop, { left: 8, top: 8, right: 52, bottom: 52 });

    const wrong = Array.from(found ?? []).filter((value, at) => {
      const [x, y] = [(at % 60) - 30, Math.floor(at / 60) - 30];
      return (value === 1) !== Math.hypot(x, y) < 16;
    });
    expect(found).not.toBeNull();
    expect(wrong.length).toBeLessThan(10);
  });

  it.each([
    ["the box is the whole crop", { left: 0, top: 0, right: 60, bottom: 60 }],
    ["the box has no samples", { left: 9, top: 9, right: 9, bottom: 40 }],
  ])("is not looked for where %s", (_, box) => {
    expect(grabCut(disc(60, 16), box)).toBeNull();
  });
});
