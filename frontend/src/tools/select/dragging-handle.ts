/** A handle in the hand. The shape may turn over; Escape leaves it as it was. */

import type { Shape } from "@/model/document";
import { imagePoint } from "@/model/points";
import type { Handle } from "@/model/shapes/kind";
import { kindOf } from "@/model/shapes/registry";
import type { PointerInput } from "../input";
import type { Scene } from "../scene";
import { PLAIN, stepTo, type ToolState } from "../tool";

export function draggingHandle(
  shape: Shape,
  handle: Handle,
  from: PointerInput,
  home: ToolState,
): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: "select.dragging_handle",
    cursor: handle.cursor,
    isGesture: true,
    onPointer: (input, scene) => {
      if (input.phase === "down") return stepTo(state);
      const geometry = geometryAt(input, scene);
      const { kind, label, id } = shape;
      if (input.phase === "move") {
        const preview = { shapeId: id, kind, label, geometry, heldHandle: handle.id };
        return stepTo(state, { type: "preview", preview });
      }
      const letGo = { type: "preview", preview: null } as const;
      if (kindOf(kind).isTooSmall(geometry))
        return stepTo(home, letGo, { type: "notify", notice: { type: "too_small" } });
      return stepTo(home, letGo, { type: "set_geometry", shapeId: id, geometry });
    },
    onCancel: () => stepTo(home, { type: "preview", preview: null }),
  };

  /** The pointer may have taken the handle off its middle; that distance stays. */
  function geometryAt(input: PointerInput, scene: Scene) {
    const to = imagePoint(
      handle.point.x + input.image.x - from.image.x,
      handle.point.y + input.image.y - from.image.y,
    );
    return kindOf(shape.kind).withHandleAt(shape.geometry, handle.id, to, scene.image);
  }

  return state;
}
