/** Two fingers: the picture follows both, scaled by how far they are apart. */

import { distanceBetween, screenPoint, type ScreenPoint } from "@/model/points";
import { pannedBy, zoomedAbout, type ViewTransform } from "@/model/view-transform";
import type { PointerInput } from "../input";
import { PLAIN, stepTo, type ToolState } from "../tool";

export type Fingers = ReadonlyMap<number, ScreenPoint>;

/** `home` is where the tool goes when a finger lifts. */
export function pinching(before: ViewTransform, fingers: Fingers, home: ToolState): ToolState {
  return following(before, fingers, fingers, home);
}

function following(
  before: ViewTransform,
  start: Fingers,
  now: Fingers,
  home: ToolState,
): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: "pinch.pinching",
    cursor: "default",
    isGesture: true,
    onPointer: (input, scene) => {
      if (input.phase === "up") return stepTo(home);
      const fingers = moved(now, input);
      const from = spanOf(start);
      const to = spanOf(fingers);
      const zoomed = zoomedAbout(
        before,
        from.middle,
        to.length / from.length,
        scene.image,
        scene.viewport,
      );
      const dx = to.middle.x - from.middle.x;
      const dy = to.middle.y - from.middle.y;
      const view = pannedBy(zoomed, dx, dy, scene.image, scene.viewport);
      return stepTo(following(before, start, fingers, home), { type: "set_view", view });
    },
    onCancel: () => stepTo(home, { type: "set_view", view: before }),
  };
  return state;
}

function moved(fingers: Fingers, input: PointerInput): Fingers {
  return fingers.has(input.pointerId)
    ? new Map(fingers).set(input.pointerId, input.screen)
    : fingers;
}

/** Middle and distance of the first two fingers; never nought, as it divides. */
function spanOf(fingers: Fingers): { middle: ScreenPoint; length: number } {
  const [a, b] = [...fingers.values()];
  if (a === undefined || b === undefined) throw new Error("A pinch takes two fingers");
  const middle = screenPoint((a.x + b.x) / 2, (a.y + b.y) / 2);
  return { middle, length: Math.max(distanceBetween(a, b), 1) };
}
