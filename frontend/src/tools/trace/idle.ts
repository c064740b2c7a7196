/** Area and scissors, nothing in the hand: press where the border begins. */

import { isNotice, workFor } from "../masks/apply";
import { PLAIN, stepTo, type ToolState } from "../tool";
import { pressed } from "./tracing";

export const areaIdle = idleState("area");
export const scissorsIdle = idleState("scissors");

function idleState(name: "area" | "scissors"): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: `${name}.idle`,
    cursor: "crosshair",
    isGesture: false,
    onPointer: (input, scene) => {
      if (input.phase !== "down") return stepTo(state);
      const work = workFor(input, scene, scene.masks.takesAway);
      if (work === null) return stepTo(state);
      if (isNotice(work)) return stepTo(state, { type: "notify", notice: work });
      return pressed({ name, work, runs: [], home: state, ways: scene.ways }, input, scene);
    },
    onCancel: () => stepTo(state, { type: "choose", shapeId: null }),
  };
  return state;
}
