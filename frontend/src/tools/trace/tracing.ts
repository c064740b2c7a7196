/** Corners are set: the way to the pointer is shown, a press adds it, the first corner closes. */

import { distanceBetween, insideImage } from "@/model/points";
import { toScreen } from "@/model/view-transform";
import type { PointerInput } from "../input";
import type { Scene } from "../scene";
import { PLAIN, stepTo, type Step, type ToolState } from "../tool";
import { finishedTrace, isClosing, letGo, sketched, unfinishedOf, wayTo, type Trace } from "./plan";

const SECONDARY_BUTTON = 2;
/** Freehand, a point is set when the pointer went this far, in CSS pixels. */
const FREEHAND_PX = 3;

/** Between two presses. */
export function tracing(trace: Trace): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: `${trace.name}.tracing`,
    unfinished: unfinishedOf(trace),
    cursor: "crosshair",
    isGesture: true,
    isWaiting: true,
    onPointer: (input, scene) => {
      if (input.phase === "move")
        return stepTo(state, sketched(trace, wayTo(trace, input.image, scene)));
      if (input.phase === "up") return stepTo(state);
      const takesBack = input.button === SECONDARY_BUTTON && !trace.work.takesAway;
      return takesBack ? takenBack(trace, scene) : pressed(trace, input, scene);
    },
    onKey: (action, scene) =>
      action === "gesture.finish" ? finishedTrace(trace, scene, state) : null,
    takeBack: (scene) => takenBack(trace, scene),
    onCancel: () => letGo(trace),
  };
  return state;
}

/** A press under way: let go, it adds its way; drawn along, an area takes every point. */
function pressing(before: Trace, drawn: Trace, from: PointerInput): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: `${before.name}.pressing`,
    unfinished: unfinishedOf(before),
    cursor: "crosshair",
    isGesture: true,
    onPointer: (input, scene) => {
      if (input.phase === "down") return stepTo(state);
      if (input.phase === "up") return released(drawn, input, scene);
      const isDrawn = followsHand(before, input, scene);
      const next = isDrawn ? freehand(before, drawn, from, input, scene) : drawn;
      const shown = sketched(next, wayTo(next, input.image, scene));
      return stepTo(pressing(before, next, from), shown);
    },
    onCancel: () => letGo(before),
    onInterrupt: () =>
      before.runs.length === 0 ? letGo(before) : stepTo(tracing(before), sketched(before, [])),
  };
  return state;
}

export function pressed(trace: Trace, input: PointerInput, scene: Scene): Step {
  if (isClosing(trace, input, scene)) return finishedTrace(trace, scene, tracing(trace));
  return stepTo(pressing(trace, trace, input), sketched(trace, wayTo(trace, input.image, scene)));
}

/** By touch a drag moves the corner that will be set, unless a person draws freehand. */
function followsHand({ name }: Trace, input: PointerInput, scene: Scene): boolean {
  return name === "area" && (input.device !== "touch" || scene.isFreehand);
}

/** One run for the whole press, so that it is taken back at once. */
function freehand(
  before: Trace,
  drawn: Trace,
  from: PointerInput,
  input: PointerInput,
  scene: Scene,
): Trace {
  const run = drawn.runs.slice(before.runs.length).flat();
  const points = run.length === 0 ? [insideImage(from.image, scene.image)] : run;
  const last = points.at(-1);
  const isFar =
    last !== undefined && distanceBetween(toScreen(scene.view, last), input.screen) >= FREEHAND_PX;
  if (!isFar) return drawn;
  return { ...drawn, runs: [...before.runs, [...points, insideImage(input.image, scene.image)]] };
}

function released(trace: Trace, input: PointerInput, scene: Scene): Step {
  if (isClosing(trace, input, scene)) return finishedTrace(trace, scene, tracing(trace));
  return wentOn({ ...trace, runs: [...trace.runs, wayTo(trace, input.image, scene)] }, scene);
}

function takenBack(trace: Trace, scene: Scene): Step {
  return wentOn({ ...trace, runs: trace.runs.slice(0, -1) }, scene);
}

/** From the last corner; with none left the trace is let go. */
export function wentOn(trace: Trace, scene: Scene): Step {
  const corner = trace.runs.at(-1)?.at(-1);
  if (corner === undefined) return letGo(trace);
  if (trace.name === "scissors")
    trace.ways.begin(corner, Math.max(1, Math.round(1 / scene.view.scale)));
  return stepTo(tracing(trace), sketched(trace, []));
}
