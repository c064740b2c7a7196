/** The chosen shape waits for others to be pressed: each joins its group, or leaves it again. */

import type { AnnotationDocument, Shape } from "@/model/document";
import type { Command } from "../commands";
import { shapeUnder, type Scene } from "../scene";
import { selectIdle } from "../select/idle";
import { stepTo, type Step, type ToolState } from "../tool";

interface Around {
  readonly document: AnnotationDocument;
  readonly hiddenIds: ReadonlySet<string>;
  readonly lockedIds: ReadonlySet<string>;
}

/** Null when there is no other shape. */
export function beginGroup(shape: Shape, around: Around): Step | null {
  return candidates(shape.id, around).length === 0 ? null : stepTo(picking(shape.id, null));
}

/** `at` is the shape that the keys are at. */
function picking(shapeId: string, at: string | null): ToolState {
  const state: ToolState = {
    name: "group.picking",
    cursor: "copy",
    isGesture: true,
    isWaiting: true,
    hasCrosshair: false,
    onPointer: (input, scene) => {
      const under = shapeUnder(scene, input);
      const isCandidate = under !== null && candidates(shapeId, scene).includes(under.id);
      if (input.phase === "down" && input.button === 0 && isCandidate)
        return stepTo(state, toggled(shapeId, under.id));
      const cursor = isCandidate ? "copy" : "default";
      return stepTo(state, { type: "hover", shapeId: isCandidate ? under.id : null, cursor });
    },
    onKey: (action, scene) => {
      if (action === "shape.next") return walked(shapeId, at, 1, scene);
      if (action === "shape.previous") return walked(shapeId, at, -1, scene);
      if (action === "shape.new" && at !== null) return stepTo(state, toggled(shapeId, at));
      return action === "gesture.finish" ? DONE : null;
    },
    onCancel: () => DONE,
  };
  return state;
}

const DONE = stepTo(selectIdle, { type: "hover", shapeId: null, cursor: null });

const toggled = (shapeId: string, otherId: string): Command => ({
  type: "toggle_grouped",
  shapeId,
  otherId,
});

/** Shapes that are shown and may be changed. */
function candidates(
  shapeId: string,
  { document, hiddenIds, lockedIds }: Around,
): readonly string[] {
  return document.shapes
    .map(({ id }) => id)
    .filter((id) => id !== shapeId && !hiddenIds.has(id) && !lockedIds.has(id));
}

function walked(shapeId: string, from: string | null, by: 1 | -1, scene: Scene): Step {
  const ids = candidates(shapeId, scene);
  const at = from === null ? (by === 1 ? -1 : 0) : ids.indexOf(from);
  const next = ids[(at + by + ids.length) % ids.length] ?? null;
  const reveal: readonly Command[] = next === null ? [] : [{ type: "reveal", shapeId: next }];
  return stepTo(picking(shapeId, next), { type: "hover", shapeId: next, cursor: null }, ...reveal);
}
