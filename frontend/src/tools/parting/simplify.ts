/** Fewer points for the same outline, as far as the eye cannot tell at this zoom. */

import type { Shape, ShapeGeometry } from "@/model/document";
import { simplified } from "@/model/shapes/freehand";
import { kindOf } from "@/model/shapes/registry";
import type { Ring } from "@/model/shapes/rings";
import { geometryFault } from "@/model/validation/geometry";
import type { Command } from "../commands";
import type { Scene } from "../scene";

/** How far the outline may move, in CSS pixels (Douglas and Peucker 1973). */
const TOLERANCE = 1;

/** Null for a kind without corners; nothing when no corner can go. */
export function simplifyCommands(shape: Shape, scene: Scene): readonly Command[] | null {
  const geometry = thinned(shape, TOLERANCE / scene.view.scale);
  if (geometry === null) return null;
  // It stays of its kind.
  const isSound =
    !kindOf(shape.kind).isTooSmall(geometry) &&
    geometryFault({ ...shape, geometry } as Shape, scene.image) === null;
  return isSound
    ? [{ type: "set_geometry", shapeId: shape.id, geometry }]
    : [{ type: "notify", notice: { type: "fewest_points" } }];
}

function thinned(shape: Shape, tolerance: number): ShapeGeometry | null {
  if (shape.kind === "polyline") return { points: simplified(shape.geometry.points, tolerance) };
  if (shape.kind !== "polygon") return null;
  const { points, holes } = shape.geometry;
  return {
    points: thinnedRing(points, tolerance),
    holes: holes.map((hole) => thinnedRing(hole, tolerance)),
  };
}

/** A ring is two lines between its first corner and the one farthest from it. */
export function thinnedRing(ring: Ring, tolerance: number): Ring {
  const [first] = ring;
  if (first === undefined) return ring;
  const far = ring.reduce((best, [x, y], index) => {
    const [bestX, bestY] = ring[best] ?? first;
    const isFarther =
      Math.hypot(x - first[0], y - first[1]) > Math.hypot(bestX - first[0], bestY - first[1]);
    return isFarther ? index : best;
  }, 0);
  const there = simplified(ring.slice(0, far + 1), tolerance);
  const back = simplified([...ring.slice(far), first], tolerance);
  const thin = [...there, ...back.slice(1, -1)];
  return thin.length < 3 ? ring : thin;
}
