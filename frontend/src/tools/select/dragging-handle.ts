/** A handle in the hand. The shape may turn over; Escape leaves it as it was. */

import type { BoxShape, Shape } from "@/model/document";
import { imagePoint, type ImagePoint } from "@/model/points";
import type { Handle } from "@/model/shapes/kind";
import { boxKind } from "@/model/shapes/box";
import { boundsOfShape, kindOf } from "@/model/shapes/registry";
import type { Command } from "../commands";
import type { PointerInput } from "../input";
import { isDrag, type Scene } from "../scene";
import { sidesSnapped } from "../snap-sides";
import { snappedAt, type Snapped } from "../snap";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";

/** What the hand holds: a handle between two points has put in a point of its own. */
interface Grip {
  readonly shape: Shape;
  readonly handle: Handle;
}

export function draggingHandle(
  shape: Shape,
  handle: Handle,
  from: PointerInput,
  home: ToolState,
): ToolState {
  const grip = gripOf(shape, handle);
  const isPoint = grip.handle.role === "point";

  /** Until it has gone far enough to be meant, the hand takes nothing along. */
  function holding(hasGone: boolean): ToolState {
    const state: ToolState = {
      ...PLAIN,
      name: "select.dragging_handle",
      cursor: handle.cursor,
      isGesture: true,
      onPointer: (input, scene) => {
        if (input.phase === "down") return stepTo(state);
        const goes = hasGone || isDrag(from, input);
        if (input.phase === "up") return goes ? released(input, scene) : clicked();
        return goes ? stepTo(holding(true), previewAt(input, scene)) : stepTo(state);
      },
      onCancel: () => stepTo(home, LET_GO),
    };
    return state;
  }

  function previewAt(input: PointerInput, scene: Scene): Command {
    const { at, isSnapped } = placeOf(input, scene);
    const { kind, label, id } = shape;
    const geometry = geometryAt(at, scene);
    const snappedTo = isSnapped ? at : null;
    const preview = { shapeId: id, kind, label, geometry, heldHandle: grip.handle.id, snappedTo };
    return { type: "preview", preview };
  }

  /** A click holds on to a point, so that keys can move or delete it, and changes nothing else. */
  function clicked(): Step {
    if (!isPoint) return stepTo(home, LET_GO);
    const { geometry, id } = grip.shape;
    return stepTo(
      home,
      LET_GO,
      { type: "set_geometry", shapeId: id, geometry },
      { type: "choose_handle", handle: grip.handle.id },
    );
  }

  function released(input: PointerInput, scene: Scene): Step {
    const geometry = geometryAt(placeOf(input, scene).at, scene);
    if (kindOf(shape.kind).isTooSmall(geometry))
      return stepTo(home, LET_GO, { type: "notify", notice: { type: "too_small" } });
    return stepTo(home, LET_GO, { type: "set_geometry", shapeId: shape.id, geometry });
  }

  /** The pointer may have taken the handle off its middle; that distance stays. */
  function placeOf(input: PointerInput, scene: Scene): Snapped {
    const to = imagePoint(
      handle.point.x + input.image.x - from.image.x,
      handle.point.y + input.image.y - from.image.y,
    );
    if (shape.kind === "box") return sideOf(shape, to, input, scene);
    return isPoint ? snappedAt(to, input, scene, shape.id) : { at: to, isSnapped: false };
  }

  /** A side or a corner of a box: its sides go to what lies beside them. */
  function sideOf(box: BoxShape, to: ImagePoint, input: PointerInput, scene: Scene): Snapped {
    const { minX, minY, maxX, maxY } = boundsOfShape(box);
    const has = (side: string) => handle.id.includes(side);
    return sidesSnapped(to, input, scene, {
      box: boxKind.bounds(boxKind.withHandleAt(box.geometry, handle.id, to, scene.image)),
      stays: imagePoint(has("w") ? maxX : minX, has("n") ? maxY : minY),
      isUprightHeld: has("w") || has("e"),
      isLevelHeld: has("n") || has("s"),
      exceptId: box.id,
    });
  }

  function geometryAt(at: Snapped["at"], scene: Scene) {
    const { geometry } = grip.shape;
    return kindOf(shape.kind).withHandleAt(geometry, grip.handle.id, at, scene.image);
  }

  return holding(false);
}

const LET_GO: Command = { type: "preview", preview: null };

function gripOf(shape: Shape, handle: Handle): Grip {
  if (handle.role !== "between") return { shape, handle };
  const put = kindOf(shape.kind).points?.withPoint(shape.geometry, handle.id, handle.point);
  if (put == null) return { shape, handle };
  return {
    // The kind is the same, so its geometry fits.
    shape: { ...shape, geometry: put.geometry } as Shape,
    handle: { ...handle, id: put.handleId, role: "point" },
  };
}
