import { beforeEach, describe, expect, it, vi } from "vitest";
import { standInForCanvas } from "@/testing/canvas";
import { sceneOf } from "@/testing/scene";
import { Paths } from "./paths";
import { RestLayer, type Ground } from "./rest-layer";
import type { DrawnShape, RenderScene } from "./scene";

const LOOK = { hex: "#30C7D2", isDashed: false, tag: "1", name: "Coin" };

function box(number: number, x = number): DrawnShape {
  const geometry = { x, y: 0, width: 10, height: 10 };
  return { id: `s${number}`, kind: "box", geometry, look: LOOK };
}

const NO_PICTURE: Ground = { isPlain: () => false, drawOn: () => undefined };

const boxes = (count: number) => Array.from({ length: count }, (_, index) => box(index + 1));

function scene(shapes: readonly DrawnShape[], heldIds: readonly string[] = []): RenderScene {
  return sceneOf({
    image: { width_px: 2000, height_px: 1000 },
    viewport: { width: 1000, height: 500 },
    view: { scale: 0.5, x: 0, y: 0 },
    layers: [{ id: "own", stroke: "label", fill: 0.08, shapes }],
    heldIds,
  });
}

describe("the resting shapes", () => {
  beforeEach(standInForCanvas);

  it("are drawn once while they are few", () => {
    const layer = new RestLayer(new Paths(), NO_PICTURE);

    expect(layer.show(scene(boxes(500)), 1)).toBe(false);
    expect(layer.redraws).toBe(1);
  });

  it("are sketched first when they are many, and drawn when the hand rests", () => {
    const [layer, many] = [new RestLayer(new Paths(), NO_PICTURE), scene(boxes(501))];

    expect(layer.show(many, 1)).toBe(true);
    layer.redraw(many, 1);
    expect(layer.show(many, 1)).toBe(false);
    expect(layer.redraws).toBe(2);
  });

  it("are not all drawn anew for an edit of one, or for one that is taken up", () => {
    const [layer, shapes] = [new RestLayer(new Paths(), NO_PICTURE), boxes(20)];
    layer.show(scene(shapes), 1);

    layer.show(scene(shapes.toSpliced(3, 1, box(4, 60))), 1);
    layer.show(scene(shapes.toSpliced(3, 1, box(4, 60)), ["s7"]), 1);
    expect(layer.redraws).toBe(1);

    layer.show(scene(shapes.toReversed()), 1);
    expect(layer.redraws).toBe(2);
  });

  it("hold the picture once it can be drawn, and let it go when it is to look otherwise", () => {
    let isPlain = false;
    const drawOn = vi.fn();
    const layer = new RestLayer(new Paths(), { isPlain: () => isPlain, drawOn });
    const one = scene(boxes(1));
    const wanted = [layer.show(one, 1)];

    isPlain = true;
    wanted.push(layer.show(one, 1));
    layer.settle(one, 1);
    wanted.push(layer.show(one, 1));
    expect([layer.hasPicture, layer.redraws, drawOn.mock.calls.length]).toEqual([true, 1, 1]);

    // An edit draws the part of it that it changes.
    layer.show(scene([box(1, 60)]), 1);
    expect([layer.redraws, drawOn.mock.calls.length]).toEqual([1, 2]);

    // All of it is drawn anew with the picture, once it is here.
    layer.redraw(one, 1);
    expect([layer.hasPicture, layer.redraws, drawOn.mock.calls.length]).toEqual([true, 2, 3]);

    isPlain = false;
    layer.show(one, 1);
    expect(wanted).toEqual([false, true, false]);
    expect([layer.hasPicture, layer.redraws, drawOn.mock.calls.length]).toEqual([false, 3, 3]);
  });

  it("are shown before the picture is laid under them, first as a sketch where they are many", () => {
    const drawOn = vi.fn();
    const layer = new RestLayer(new Paths(), { isPlain: () => true, drawOn });
    const many = scene(boxes(501));
    const seen = () => [layer.show(many, 1), layer.redraws, layer.hasPicture];

    expect(seen()).toEqual([true, 1, false]);
    layer.settle(many, 1);
    expect(seen()).toEqual([true, 2, false]);
    layer.settle(many, 1);
    expect(seen()).toEqual([false, 2, true]);
    expect(drawOn).toHaveBeenCalledTimes(1);
  });
});
