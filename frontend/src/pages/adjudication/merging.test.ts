import { describe, expect, it } from "vitest";
import type { Shape } from "@/model/document";
import { maskOf, regionOf } from "@/model/masks/geometry";
import { areaOf } from "@/model/masks/region";
import { boundsOfShape } from "@/model/shapes/registry";
import { regionInRings } from "@/model/masks/rings";
import { keepsFirst, mergedShape } from "./merging";

const IMAGE = { width_px: 200, height_px: 100 };
const about = { id: "s1", label: "coin", attributes: {} };

const ring = (x: number, y: number, side: number) =>
  [[x, y], [x + side, y], [x + side, y + side], [x, y + side]] as const; // prettier-ignore

function mask(x: number): Shape {
  const geometry = maskOf(regionInRings([ring(x, 10, 20)], IMAGE));
  if (geometry === null) throw new Error("There are pixels");
  return { ...about, kind: "mask", geometry };
}

const polygon = (x: number): Shape => ({ ...about, kind: "polygon", geometry: { points: ring(x, 10, 20), holes: [] } }); // prettier-ignore
const areaOfMask = (shape: Shape) => (shape.kind === "mask" ? areaOf(regionOf(shape.geometry)) : 0);

const skeleton = (points: Record<string, readonly [number, number, boolean]>): Shape => ({
  ...about,
  kind: "keypoints",
  geometry: {
    points: Object.fromEntries(
      Object.entries(points).map(([key, [x, y, is_visible]]) => [key, { x, y, is_visible }]),
    ),
  },
});

describe("two shapes that are one object", () => {
  it("are, of masks, the pixels that half of the people have at least", () => {
    const members = [10, 15, 20].map((x, person) => ({ person, shape: mask(x) }));

    const merged = mergedShape(mask(10), mask(20), members);

    // In two of three at least: from 15, where the second begins, to 35, where it ends.
    expect(merged).toEqual({ ...about, kind: "mask", geometry: (mask(15) as { geometry: unknown }).geometry }); // prettier-ignore
  });

  it("count what one person drew in two pieces once", () => {
    const members = [
      { person: 1, shape: mask(10) },
      { person: 1, shape: mask(30) },
      { person: 2, shape: mask(20) },
    ];

    expect(areaOfMask(mergedShape(mask(10), mask(20), members))).toBe(800);
  });

  it("are, of polygons, the outline of both where they meet, and the first where they do not", () => {
    const joined = mergedShape(polygon(10), polygon(25), []);
    const apart = mergedShape(polygon(10), polygon(100), []);

    expect(boundsOfShape(joined)).toEqual({ minX: 10, minY: 10, maxX: 45, maxY: 30 });
    expect(apart).toEqual(polygon(10));
    expect([
      keepsFirst(polygon(10), polygon(25), []),
      keepsFirst(polygon(10), polygon(100), []),
    ]).toEqual([false, true]);
  });

  it("are, of turned boxes, the middle, also where one was drawn lying on its side", () => {
    const turned = (angle_deg: number, width: number, height: number, center_x: number): Shape => ({
      ...about,
      kind: "rotated_box",
      geometry: { center_x, center_y: 50, width, height, angle_deg },
    });
    const all = [turned(10, 40, 20, 60), turned(102, 22, 44, 64), turned(14, 42, 30, 62)];
    const [first, second] = all as [Shape, Shape];

    const members = all.map((shape, person) => ({ person, shape }));

    const merged = mergedShape(first, second, members);

    expect(merged).toEqual(turned(12, 42, 22, 62));
    expect(keepsFirst(first, second, members)).toBe(false);
  });

  it("are, of ellipses, the middle, over the turn of half a circle", () => {
    const ellipse = (angle_deg: number): Shape => ({
      ...about,
      kind: "ellipse",
      geometry: { center_x: 60, center_y: 50, radius_x: 30, radius_y: 10, angle_deg },
    });
    const members = [ellipse(2), ellipse(178)].map((shape, person) => ({ person, shape }));

    const merged = mergedShape(ellipse(2), ellipse(178), members);

    expect(merged).toMatchObject({ geometry: { radius_x: 30, radius_y: 10 } });
    expect(Math.abs(Math.sin((Math.PI * (merged.geometry as { angle_deg: number }).angle_deg) / 180))).toBeLessThan(1e-6); // prettier-ignore
  });

  it("are, of skeletons, the middle of each point that half of the people placed at least", () => {
    const members = [
      { person: 1, shape: skeleton({ eye: [10, 10, true] }) },
      { person: 1, shape: skeleton({ nose: [20, 20, true] }) },
      { person: 2, shape: skeleton({ eye: [14, 10, true], nose: [22, 20, false] }) },
      { person: 3, shape: skeleton({ eye: [15, 12, false], tail: [90, 90, true] }) },
    ];

    const merged = mergedShape(skeleton({}), skeleton({}), members);

    expect(merged).toEqual(skeleton({ eye: [14, 10, true], nose: [21, 20, true] }));
  });

  it("are the first of skeletons where everybody placed other points, which is said beforehand", () => {
    const [eye, nose, tail] = [
      skeleton({ eye: [10, 10, true] }),
      skeleton({ nose: [20, 20, true] }),
      skeleton({ tail: [90, 90, true] }),
    ] as const;
    const members = [eye, nose, tail].map((shape, person) => ({ person, shape }));

    expect(mergedShape(eye, nose, members)).toEqual(eye);
    expect([keepsFirst(eye, nose, members), keepsFirst(eye, nose, members.slice(0, 2))]).toEqual([
      true,
      false,
    ]);
  });

  it("are the first of masks where no pixel is of half of the people, which is said beforehand", () => {
    const members = [10, 60, 110].map((x, person) => ({ person, shape: mask(x) }));
    const first = mask(10);

    expect(mergedShape(first, mask(60), members)).toBe(first);
    expect([keepsFirst(first, mask(60), members), keepsFirst(first, mask(60), members.slice(0, 2))]).toEqual([true, false]); // prettier-ignore
  });

  it("are, of lines and of two kinds, the first, which is said beforehand", () => {
    const line: Shape = { ...about, kind: "polyline", geometry: { points: [[0, 0], [9, 9]] } }; // prettier-ignore

    const drawn = [{ person: 1, shape: mask(10) }];
    expect(mergedShape(line, line, [])).toBe(line);
    expect([keepsFirst(line, line, []), keepsFirst(mask(10), polygon(10), []), keepsFirst(mask(10), mask(20), drawn)]).toEqual([true, true, false]); // prettier-ignore
  });

  it("are the first where nobody drew that kind, as where both were drawn anew", () => {
    const members = [{ person: 1, shape: polygon(10) }];

    expect(mergedShape(mask(10), mask(20), members)).toEqual(mask(10));
    expect(keepsFirst(mask(10), mask(20), members)).toBe(true);
  });
});
