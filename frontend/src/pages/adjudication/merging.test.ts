import { describe, expect, it } from "vitest";
import type { Shape } from "@/model/document";
import { maskOf, regionOf } from "@/model/masks/geometry";
import { areaOf } from "@/model/masks/region";
import { boundsOfShape } from "@/model/shapes/registry";
import { regionInRings } from "@/model/masks/rings";
import { mergedShape } from "./merging";

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
  });
});
