/** Fill and wand, nothing in the hand: press where to begin. */

import type { Region } from "@/model/masks/region";
import type { Command, Notice } from "../commands";
import type { PointerInput } from "../input";
import { applied, isNotice, workFor, type Work } from "../masks/apply";
import { kept, LET_GO, shown } from "../masks/finish";
import type { Scene } from "../scene";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";
import { filled } from "./gap";
import { wandAt } from "./wand";

export const fillIdle = idleState("fill", (work, input, scene, home) => {
  const region = filled(work, input.image, scene);
  if (region === null) return refused(home, { type: "no_gap" });
  return stepTo(pressing("fill", work, region, home), shown(work.target, applied(work, region)));
});

export const wandIdle = idleState("wand", (work, input, scene, home) => {
  const begun = wandAt(work, input, scene, home);
  return begun ?? refused(home, { type: "picture_not_read" });
});

type Begin = (work: Work, input: PointerInput, scene: Scene, home: ToolState) => Step;

function idleState(name: string, begin: Begin): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: `${name}.idle`,
    cursor: "crosshair",
    isGesture: false,
    onPointer: (input, scene) => {
      if (input.phase !== "down") return stepTo(state);
      const work = workFor(input, scene, scene.masks.takesAway);
      if (work === null) return stepTo(state);
      return isNotice(work) ? refused(state, work) : begin(work, input, scene, state);
    },
    onCancel: () => stepTo(state, { type: "choose", shapeId: null }),
  };
  return state;
}

function refused(home: ToolState, notice: Notice): Step {
  return stepTo(home, { type: "notify", notice });
}

/** What would be filled is shown until the button is let go. */
export function pressing(
  name: string,
  work: Work,
  region: Region,
  home: ToolState,
  ...also: readonly Command[]
): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: `${name}.pressing`,
    cursor: "crosshair",
    isGesture: true,
    onPointer: (input, scene) =>
      input.phase === "up"
        ? stepTo(home, ...kept(scene, work.target, applied(work, region)), ...also)
        : stepTo(state),
    onCancel: () => stepTo(home, ...LET_GO),
  };
  return state;
}
