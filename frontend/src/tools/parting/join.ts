/** The chosen shape waits for another of its label to be pressed; the two become one. */

import type { Shape, ShapeGeometry } from "@/model/document";
import { shapeOf } from "@/model/document";
import { maskOf, regionOf } from "@/model/masks/geometry";
import { union } from "@/model/masks/region";
import { joinedPolygons, joinedPolylines } from "@/model/shapes/join";
import { geometryFault } from "@/model/validation/geometry";
import type { Command } from "../commands";
import { othersThan, walked, type Around } from "../picking";
import { shapeUnder, type Scene } from "../scene";
import { selectIdle } from "../select/idle";
import { stepTo, type Step, type ToolState } from "../tool";

/** Null when no other shape could be joined to this one. */
export function beginJoin(shape: Shape, around: Around): Step | null {
  return partners(shape, around).length === 0 ? null : stepTo(picking(shape, null));
}

/** `candidate` is the one that the keys are at. */
function picking(shape: Shape, candidate: string | null): ToolState {
  const state: ToolState = {
    name: "join.picking",
    cursor: "copy",
    isGesture: true,
    isWaiting: true,
    hasCrosshair: false,
    onPointer: (input, scene) => {
      const under = shapeUnder(scene, input);
      const isPartner = under !== null && partners(shape, scene).includes(under);
      if (input.phase === "down" && isPartner) return joined(shape, under, scene, state);
      if (input.phase === "down" && input.button === 0 && under !== null)
        return stepTo(state, NONE);
      const cursor = isPartner ? "copy" : "not-allowed";
      return stepTo(state, { type: "hover", shapeId: isPartner ? under.id : null, cursor });
    },
    onKey: (action, scene) => {
      if (action === "shape.next" || action === "shape.previous") {
        const ids = partners(shape, scene).map(({ id }) => id);
        return walked(ids, candidate, action === "shape.next" ? 1 : -1, (id) => picking(shape, id));
      }
      if (action !== "gesture.finish") return null;
      const other = shapeOf(scene.document, candidate);
      return other === null ? stepTo(state, NONE) : joined(shape, other, scene, state);
    },
    onCancel: () => stepTo(selectIdle, { type: "hover", shapeId: null, cursor: null }),
  };
  return state;
}

const NONE: Command = { type: "notify", notice: { type: "join_none" } };

/** Shapes of the same kind and label that are shown and may be changed. */
function partners(shape: Shape, around: Around): readonly Shape[] {
  return othersThan(shape.id, around).filter(
    ({ kind, label }) => kind === shape.kind && label === shape.label,
  );
}

function joined(shape: Shape, other: Shape, scene: Scene, back: ToolState): Step {
  const geometry = unionOf(shape, other);
  // The whole is of the kind of its parts.
  const isSound =
    geometry !== null && geometryFault({ ...shape, geometry } as Shape, scene.image) === null;
  if (!isSound) return stepTo(back, { type: "notify", notice: { type: "join_apart" } });
  return stepTo(
    selectIdle,
    { type: "hover", shapeId: null, cursor: null },
    { type: "join_shapes", shapeId: shape.id, otherId: other.id, geometry },
  );
}

function unionOf(shape: Shape, other: Shape): ShapeGeometry | null {
  if (shape.kind === "polygon" && other.kind === "polygon")
    return joinedPolygons(shape.geometry, other.geometry);
  if (shape.kind === "polyline" && other.kind === "polyline")
    return joinedPolylines(shape.geometry, other.geometry);
  if (shape.kind === "mask" && other.kind === "mask")
    return maskOf(union(regionOf(shape.geometry), regionOf(other.geometry)));
  return null;
}
