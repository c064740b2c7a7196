import { describe, expect, it } from "vitest";
import { boundsRound, changedShapes } from "./rest-change";
import type { DrawnShape, ShapeLayer } from "./scene";

const LOOK = { hex: "#30C7D2", isDashed: false, tag: "1", name: "Coin" };

function box(id: string, x = 0): DrawnShape {
  return { id, kind: "box", geometry: { x, y: 0, width: 10, height: 10 }, look: LOOK };
}

function layer(...shapes: readonly DrawnShape[]): ShapeLayer {
  return { id: "own", stroke: "label", fill: 0.08, shapes };
}

const [A, B, C] = [box("a"), box("b", 50), box("c", 100)];
const rest = (shapes: ShapeLayer, ...heldIds: readonly string[]) => ({ layers: [shapes], heldIds });

describe("what an edit changed among the resting shapes", () => {
  it("is what came, what went, and what is another, as it was and is", () => {
    const moved = box("b", 60);

    expect(changedShapes(rest(layer(A, B)), rest(layer(A, B, C)))).toEqual([C]);
    expect(changedShapes(rest(layer(A, B, C)), rest(layer(A, C)))).toEqual([B]);
    expect(changedShapes(rest(layer(A, B, C)), rest(layer(A, moved, C)))).toEqual([B, moved]);
  });

  it("is a shape that got another label, though it lies where it lay", () => {
    const other = { ...B, look: { ...LOOK, hex: "#A0DB2C" } };

    expect(changedShapes(rest(layer(A, B)), rest(layer(A, other)))).toEqual([B, other]);
  });

  it("is a shape that was taken up or let go", () => {
    const same = layer(A, B, C);

    expect(changedShapes(rest(same), rest(same, "b"))).toEqual([B]);
    expect(changedShapes(rest(same, "b"), rest(same))).toEqual([B]);
    expect(changedShapes(rest(same, "b"), rest(same, "b"))).toEqual([]);
  });

  it("is everything when the order, a layer's look or many shapes changed", () => {
    const many = Array.from({ length: 41 }, (_, index) => box(`m${index}`));

    expect(changedShapes(rest(layer(A, B)), rest(layer(B, A)))).toBeNull();
    expect(changedShapes(rest(layer(A)), rest({ ...layer(A), fill: 0.5 }))).toBeNull();
    expect(changedShapes(rest(layer()), rest(layer(...many)))).toBeNull();
  });

  it("lies in the bounds round all of it", () => {
    expect(boundsRound([A, C])).toEqual({ minX: 0, minY: 0, maxX: 110, maxY: 10 });
    expect(boundsRound([])).toBeNull();
  });
});
