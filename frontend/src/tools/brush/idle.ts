/** Brush and eraser, nothing in the hand: press to paint; the secondary button takes away. */

import type { Shape } from "@/model/document";
import type { PointerInput } from "../input";
import type { KeyAction } from "../key-table";
import { steppedBrush } from "../masks/settings";
import { targetFor, targetToTakeFrom } from "../masks/target";
import { shapeUnder, type Scene } from "../scene";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";
import { paintingOn, stroked } from "./painting";

const MAIN_BUTTON = 0;
/** The secondary button of a mouse, and the blunt end of a pen. */
const ERASING_BUTTONS: readonly number[] = [2, 5];

export const brushIdle = idleState("brush");
export const eraserIdle = idleState("eraser");

function idleState(name: "brush" | "eraser"): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: `${name}.idle`,
    cursor: "none",
    isGesture: false,
    paints: true,
    onPointer: (input, scene) => {
      if (input.phase !== "down") return stepTo(state);
      const erases = ERASING_BUTTONS.includes(input.button);
      if (input.button !== MAIN_BUTTON && !erases) return stepTo(state);
      return pressed(input, scene, name === "eraser" || erases, state);
    },
    onKey: (action, scene) => resized(action, scene, state),
    onCancel: () => stepTo(state, { type: "choose", shapeId: null }),
  };
  return state;
}

export function resized(action: KeyAction, scene: Scene, state: ToolState): Step | null {
  if (action !== "brush.smaller" && action !== "brush.larger") return null;
  const brushPx = steppedBrush(scene.masks.brushPx, action === "brush.larger" ? 1 : -1);
  return stepTo(state, { type: "set_masks", settings: { brushPx } });
}

function pressed(input: PointerInput, scene: Scene, isErasing: boolean, home: ToolState): Step {
  const under = (): Shape | null => shapeUnder(scene, input);
  const target = isErasing ? targetToTakeFrom(scene, under()) : targetFor(scene);
  if ("type" in target) return stepTo(home, { type: "notify", notice: target });
  const begun = { target, isErasing, region: target.before, last: input.image };
  return paintingOn(stroked(begun, input.image, scene), home);
}
