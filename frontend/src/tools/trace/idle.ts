/** Area and scissors, nothing in the hand: press where the border begins. */

import type { UnfinishedTrace } from "@/model/unfinished";
import { isNotice, workFor } from "../masks/apply";
import { targetAgain } from "../masks/target";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";
import { pointsOf } from "../placing/unfinished";
import type { Scene } from "../scene";
import { pressed, wentOn } from "./tracing";

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

/** Goes on from the last corner; lets go where the mask is gone or locked. */
export function resumeTrace(left: UnfinishedTrace, scene: Scene): Step {
  const { kind: name, label, maskId, takesAway, runs } = left;
  const home = name === "area" ? areaIdle : scissorsIdle;
  const target = targetAgain(scene, label, maskId);
  if (target === null) return stepTo(home);
  const work = { target, takesAway };
  return wentOn({ name, work, runs: runs.map(pointsOf), home, ways: scene.ways }, scene);
}
