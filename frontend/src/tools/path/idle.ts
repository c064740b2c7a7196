/** Nothing in the hand: press to place the first point, or drag a handle of the last shape. */

import type { PointerInput } from "../input";
import { handleUnder, type Scene } from "../scene";
import { stepTo, type Step, type ToolState } from "../tool";
import type { PathPlan } from "./plan";
import { pressingPath } from "./pressing";
import { pressingHandle } from "./pressing-handle";

export function pathIdle(kind: PathPlan["kind"]): ToolState {
  const idle: ToolState = {
    name: `${kind}.idle`,
    cursor: "crosshair",
    isGesture: false,
    hasCrosshair: false,
    onPointer: (input, scene) => {
      if (input.phase === "down" && input.button === 0) return pressed(input, scene);
      if (input.phase === "move") {
        const cursor = handleUnder(scene, input)?.handle.cursor ?? null;
        return stepTo(idle, { type: "hover", shapeId: null, cursor });
      }
      return stepTo(idle);
    },
    onKey: () => null,
    onCancel: () => stepTo(idle, { type: "choose", shapeId: null }),
  };

  function pressed(input: PointerInput, scene: Scene): Step {
    if (scene.label === null || scene.label.kind !== kind)
      return stepTo(idle, { type: "notify", notice: { type: "no_label" } });
    const plan: PathPlan = { kind, label: scene.label.key, home: idle, hollowed: null };
    const held = handleUnder(scene, input);
    if (held !== null) return stepTo(pressingHandle(held.shape, held.handle, input, plan));
    const begun = pressingPath(plan, [], input).onPointer({ ...input, phase: "move" }, scene);
    return stepTo(begun.state, { type: "choose", shapeId: null }, ...begun.commands);
  }

  return idle;
}
