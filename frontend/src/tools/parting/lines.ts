/** A line across a shape cuts it; a line from its outline to its outline replaces a stretch. */

import type { Shape, ShapeGeometry } from "@/model/document";
import { redrawnPolygon, redrawnPolyline } from "@/model/shapes/redraw";
import { slicedMask } from "@/model/masks/slice";
import { labelOf } from "@/model/schema";
import { kindOf } from "@/model/shapes/registry";
import type { Ring } from "@/model/shapes/rings";
import { slicedBox, slicedPolygon, slicedPolyline } from "@/model/shapes/slice";
import { geometryFault } from "@/model/validation/geometry";
import type { Command, Notice } from "../commands";
import { drawingPath } from "../path/drawing";
import type { PathWork } from "../path/plan";
import type { Scene } from "../scene";
import { isParted, isSliced } from "./parts";
import { selectIdle } from "../select/idle";
import { stepTo, type Step } from "../tool";

/** The ends of a redrawn stretch may be this far off the outline, in CSS pixels. */
const REACH = 14;

/** Null for a kind that cannot be cut. */
export function beginSlice(shape: Shape): Step | null {
  if (!isSliced(shape.kind)) return null;
  return begun(shape, { name: "slice", done: (line, scene) => sliced(shape, line, scene) });
}

export function beginRedraw(shape: Shape): Step | null {
  if (!isParted(shape.kind)) return null;
  return begun(shape, { name: "redraw", done: (line, scene) => redrawn(shape, line, scene) });
}

function begun({ label }: Shape, work: PathWork): Step {
  const plan = { kind: "polyline", label, home: selectIdle, hollowed: null, work } as const;
  return stepTo(drawingPath(plan, []));
}

function sliced(shape: Shape, line: Ring, scene: Scene): Command | Notice {
  if (shape.kind === "mask" && labelOf(scene.schema, shape.label)?.is_semantic === true)
    return { type: "one_mask" };
  const parts = partsOf(shape, line, scene) ?? [];
  const areSound = parts.length > 1 && parts.every((part) => isSound(shape, part, scene));
  if (!areSound) return { type: "slice_misses" };
  return { type: "part_shape", shapeId: shape.id, geometries: parts };
}

function partsOf(shape: Shape, line: Ring, scene: Scene): readonly ShapeGeometry[] | null {
  if (shape.kind === "mask") return slicedMask(shape.geometry, line, scene.image);
  if (shape.kind === "box") return slicedBox(shape.geometry, line);
  if (shape.kind === "polygon") return slicedPolygon(shape.geometry, line);
  return shape.kind === "polyline" ? slicedPolyline(shape.geometry, line) : null;
}

function redrawn(shape: Shape, line: Ring, scene: Scene): Command | Notice {
  const geometry = redrawnGeometry(shape, line, REACH / scene.view.scale);
  if (geometry === null || !isSound(shape, geometry, scene)) return { type: "redraw_off" };
  return { type: "set_geometry", shapeId: shape.id, geometry };
}

function redrawnGeometry(shape: Shape, line: Ring, reach: number): ShapeGeometry | null {
  if (shape.kind === "polygon") return redrawnPolygon(shape.geometry, line, reach);
  return shape.kind === "polyline" ? redrawnPolyline(shape.geometry, line, reach) : null;
}

function isSound(shape: Shape, geometry: ShapeGeometry, { image }: Scene): boolean {
  if (kindOf(shape.kind).isTooSmall(geometry)) return false;
  // A part is of the kind of the whole.
  return geometryFault({ ...shape, geometry } as Shape, image) === null;
}
