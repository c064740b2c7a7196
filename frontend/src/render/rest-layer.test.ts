import { beforeEach, describe, expect, it } from "vitest";
import { standInForCanvas } from "@/testing/canvas";
import { Paths } from "./paths";
import { RestLayer } from "./rest-layer";
import type { DrawnShape, RenderScene } from "./scene";

const LOOK = { hex: "#30C7D2", isDashed: false, tag: "1", name: "Coin" };

function box(number: number, x = number): DrawnShape {
  const geometry = { x, y: 0, width: 10, height: 10 };
  return { id: `s${number}`, kind: "box", geometry, look: LOOK };
}

const boxes = (count: number) => Array.from({ length: count }, (_, index) => box(index + 1));

function scene(shapes: readonly DrawnShape[], heldIds: readonly string[] = []): RenderScene {
  return {
    image: { width_px: 2000, height_px: 1000 },
    viewport: { width: 1000, height: 500 },
    view: { scale: 0.5, x: 0, y: 0 },
    turn: 0,
    layers: [{ id: "own", stroke: "label", fill: 0.08, shapes }],
    heldIds,
    hovered: null,
    active: null,
    companions: [],
    mask: null,
    brush: null,
    sketch: null,
    aim: null,
    unlabelledIn: null,
    crosshairAt: null,
    hasGrid: false,
    loupe: null,
  };
}

describe("the resting shapes", () => {
  beforeEach(standInForCanvas);

  it("are drawn once while they are few", () => {
    const layer = new RestLayer(new Paths());

    expect(layer.show(scene(boxes(500)), 1)).toBe(false);
    expect(layer.redraws).toBe(1);
  });

  it("are sketched first when they are many, and drawn when the hand rests", () => {
    const [layer, many] = [new RestLayer(new Paths()), scene(boxes(501))];

    expect(layer.show(many, 1)).toBe(true);
    layer.redraw(many, 1);
    expect(layer.show(many, 1)).toBe(false);
    expect(layer.redraws).toBe(2);
  });

  it("are not all drawn anew for an edit of one, or for one that is taken up", () => {
    const [layer, shapes] = [new RestLayer(new Paths()), boxes(20)];
    layer.show(scene(shapes), 1);

    layer.show(scene(shapes.toSpliced(3, 1, box(4, 60))), 1);
    layer.show(scene(shapes.toSpliced(3, 1, box(4, 60)), ["s7"]), 1);
    expect(layer.redraws).toBe(1);

    layer.show(scene(shapes.toReversed()), 1);
    expect(layer.redraws).toBe(2);
  });
});
