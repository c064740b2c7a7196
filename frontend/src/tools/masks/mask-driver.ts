/** A driver on a small picture whose colours are known, for the tests of mask tools. */

import { EMPTY_DOCUMENT, type AnnotationDocument } from "@/model/document";
import { maskOf, regionOf } from "@/model/masks/geometry";
import { areaOf } from "@/model/masks/region";
import { regionInRings } from "@/model/masks/rings";
import { readSchema } from "@/model/schema";
import { pixelsIn, PromptFinder } from "@/model/scissors/finder";
import type { MaskToolName, Notice } from "../commands";
import { Driver } from "../driver";

export const IMAGE = { width_px: 200, height_px: 100 };
export const SCHEMA = readSchema({
  version: 1,
  labels: ["coin", "card"].map((key) => ({ key, name: key, color: "aqua", kind: "mask" })),
  questions: [],
});

/** A bright block from (60, 30) to (120, 70) on dark ground, and a paler one inside it. */
export function colours() {
  const values = new Uint8ClampedArray(IMAGE.width_px * IMAGE.height_px * 4);
  for (let y = 0; y < IMAGE.height_px; y += 1) {
    for (let x = 0; x < IMAGE.width_px; x += 1) {
      const isBlock = x >= 60 && x < 120 && y >= 30 && y < 70;
      const isPaler = isBlock && x < 80;
      const value = isPaler ? 150 : isBlock ? 200 : 30;
      values.set([value, value, value, 255], (y * IMAGE.width_px + x) * 4);
    }
  }
  return pixelsIn(values, IMAGE);
}

/** Two classes that share the picture out, and one that does not. */
export const AREAS = readSchema({
  version: 1,
  labels: [
    { key: "road", name: "road", color: "aqua", kind: "mask", is_semantic: true },
    { key: "sky", name: "sky", color: "lime", kind: "mask", is_semantic: true },
    { key: "sign", name: "sign", color: "blue", kind: "mask" },
  ],
  questions: [],
});

export function driver(
  tool: MaskToolName,
  document: AnnotationDocument = EMPTY_DOCUMENT,
  schema = SCHEMA,
) {
  const d = new Driver(
    { document, schema, image: IMAGE, tool, canEdit: true },
    { width: 200, height: 100 },
  );
  const pixels = colours();
  d.bench.see({ pixels, ways: new PromptFinder(pixels) });
  return d;
}

export const square = (x: number, y: number, side: number) =>
  [[x, y], [x + side, y], [x + side, y + side], [x, y + side]] as const; // prettier-ignore

export function mask(id: string, label: string, ...rings: Parameters<typeof regionInRings>[0]) {
  const geometry = maskOf(regionInRings(rings, IMAGE));
  if (geometry === null) throw new Error("There are pixels");
  return { id, kind: "mask" as const, label, geometry, attributes: {} };
}
export const drawn = (...shapes: AnnotationDocument["shapes"]) => ({ ...EMPTY_DOCUMENT, shapes });

export function areas(d: Driver): readonly number[] {
  return d.bench.state.document.shapes.map((shape) =>
    shape.kind === "mask" ? areaOf(regionOf(shape.geometry)) : 0,
  );
}

export function heard(d: Driver): Notice["type"][] {
  const notices: Notice["type"][] = [];
  d.bench.onNotice(({ type }) => notices.push(type));
  return notices;
}

export const RIGHT = { button: 2 } as const;
export const FRAME = mask("s1", "coin", square(20, 20, 60), square(40, 40, 20));
