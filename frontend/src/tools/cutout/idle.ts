/** Box to mask, or to polygon, nothing in the hand: drag a box round an object. */

import { insideImage, type ImagePoint } from "@/model/points";
import { isNotice, workFor } from "../masks/apply";
import type { Notice } from "../commands";
import type { PointerInput } from "../input";
import type { Scene } from "../scene";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";
import { drawingBox } from "./drawing";
import { toMask, toPolygon, type CutoutPlan } from "./plan";

const MAIN_BUTTON = 0;

export const cutoutIdle: ToolState = maskIdle("cutter", () => cutoutIdle);
/** The same by a plug-in of the client's. */
export const pluginIdle: ToolState = maskIdle("plugin", () => pluginIdle);

export const cutoutPolygonIdle = idleState((input, scene) => {
  if (input.button !== MAIN_BUTTON) return null;
  if (scene.label?.kind !== "polygon") return { type: "no_label" };
  return toPolygon(scene.label.key, cutoutPolygonIdle);
});

function maskIdle(by: "cutter" | "plugin", home: () => ToolState): ToolState {
  return idleState((input, scene) => {
    const work = workFor(input, scene, scene.masks.takesAway);
    if (work === null || isNotice(work)) return work;
    return toMask(work, by, home());
  });
}

/** Null for a button that means nothing here; a notice where there is nothing to work on. */
type Planner = (input: PointerInput, scene: Scene) => CutoutPlan | Notice | null;

function idleState(planFor: Planner): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: "cutout.idle",
    cursor: "crosshair",
    isGesture: false,
    hasCrosshair: true,
    onPointer: (input, scene) =>
      input.phase === "down"
        ? pressed(input, scene, insideImage(input.image, scene.image))
        : stepTo(state),
    onCancel: () => stepTo(state, { type: "choose", shapeId: null }),
  };
  const pressed = (input: PointerInput, scene: Scene, corner: ImagePoint): Step => {
    const plan = planFor(input, scene);
    if (plan === null) return stepTo(state);
    if ("type" in plan) return stepTo(state, { type: "notify", notice: plan });
    return stepTo(drawingBox(corner, plan));
  };
  return state;
}
