/**
 * Shapes that are made of a few single points, one press each. Between two presses the next point
 * follows the pointer, or a cursor that the arrow keys move.
 */

import { imagePoint, insideImage, toHundredth, type ImagePoint } from "@/model/points";
import type { Unfinished } from "@/model/unfinished";
import { arrowOf, strideOf, type Arrow } from "../arrows";
import type { Command } from "../commands";
import type { PointerInput } from "../input";
import type { KeyAction } from "../key-table";
import { startOfKeys } from "../path/by-keys";
import type { Scene } from "../scene";
import type { Snapped } from "../snap";
import { PLAIN, stepTo, type Prompt, type Step, type ToolState } from "../tool";

export interface Placing {
  /** The name of the tool. */
  readonly tool: string;
  readonly home: ToolState;
  /** What is wanted next, where the points have names. */
  readonly prompt: Prompt | null;
  /** The last point that is down, where the keys begin; null before the first. */
  readonly last: ImagePoint | null;
  /** What is kept of the points that are down; null before the first. */
  readonly unfinished: Unfinished | null;
  /** What is drawn while the next point is at `at`; `snappedTo` is that place where it was drawn to. */
  shown(at: ImagePoint, snappedTo?: ImagePoint | null): Command;
  /** Where a pointer puts the next point, where points are drawn to their neighbours. */
  placeOf?(input: PointerInput, scene: Scene): Snapped;
  /** What follows once the next point is down; null when the shape is whole. */
  placed(at: ImagePoint): Placing | Step;
  /** Null when nothing is left to take back. */
  takenBack(): Placing | null;
  /** Enter: what is kept of what is there. */
  finished(): Step;
  /** Other keys of this tool; null for what it has no use for. */
  onKey?(action: KeyAction): Placing | Step | null;
}

const SECONDARY_BUTTON = 2;
const LET_GO: Command = { type: "preview", preview: null };

/** `cursor` is where the keys are, null while the pointer leads. */
export function placing(plan: Placing, cursor: ImagePoint | null = null): ToolState {
  const state: ToolState = {
    name: `${plan.tool}.${cursor === null ? "placing" : "by_keys"}`,
    cursor: "crosshair",
    isGesture: true,
    isWaiting: true,
    hasCrosshair: false,
    prompt: plan.prompt,
    unfinished: plan.unfinished,
    onPointer: (input, scene) => {
      if (input.phase === "down" && input.button === SECONDARY_BUTTON) return takenBack(plan, null);
      if (input.phase === "down") return stepTo(pressingPoint(plan), shownAt(plan, input, scene));
      if (input.phase === "up" || cursor !== null) return stepTo(state);
      return stepTo(state, shownAt(plan, input, scene));
    },
    onKey: (action, scene) => {
      if (action === "gesture.finish") return plan.finished();
      const own = plan.onKey?.(action) ?? null;
      if (own !== null) return following(own, cursor);
      const arrow = arrowOf(action);
      if (arrow === null && action !== "shape.new") return null;
      const at = cursor ?? plan.last ?? startOfKeys([], scene);
      if (arrow === null) return following(plan.placed(at), at);
      return following(plan, stepped(at, arrow, scene));
    },
    takeBack: () => takenBack(plan, cursor),
    onCancel: () => stepTo(plan.home, LET_GO),
  };
  return state;
}

/** Begins where nothing is down yet, with the keys. */
export function placingByKeys(plan: Placing, scene: Scene): Step {
  return following(plan, startOfKeys([], scene));
}

/** Goes on where it was left, with the pointer leading. */
export function placingOn(plan: Placing): Step {
  return following(plan, null, plan.last);
}

/** By touch it counts where the finger lifts, so that the loupe can be used. */
export function pressingPoint(plan: Placing): ToolState {
  const state: ToolState = {
    ...PLAIN,
    name: `${plan.tool}.pressing`,
    cursor: "crosshair",
    isGesture: true,
    prompt: plan.prompt,
    unfinished: plan.unfinished,
    onPointer: (input, scene) => {
      if (input.phase === "up") return placedStep(plan, placeOf(plan, input, scene).at);
      return stepTo(state, shownAt(plan, input, scene));
    },
    onCancel: () => stepTo(plan.home, LET_GO),
    onInterrupt: () =>
      plan.last === null ? stepTo(plan.home, LET_GO) : following(plan, null, plan.last),
  };
  return state;
}

/** The pointer put a point down. */
export function placedStep(plan: Placing, at: ImagePoint): Step {
  return following(plan.placed(at), null, at);
}

function following(
  next: Placing | Step,
  cursor: ImagePoint | null,
  at: ImagePoint | null = cursor,
): Step {
  if ("state" in next) return next;
  const shown = at === null ? [] : [next.shown(at)];
  const told: Command[] =
    cursor === null
      ? []
      : [{ type: "notify", notice: { type: "cursor_moved", at: cursor, prompt: next.prompt } }];
  return stepTo(placing(next, cursor), ...shown, ...told);
}

function takenBack(plan: Placing, cursor: ImagePoint | null): Step {
  const before = plan.takenBack();
  return before === null
    ? stepTo(plan.home, LET_GO)
    : following(before, cursor, cursor ?? before.last);
}

function placeOf(plan: Placing, input: PointerInput, scene: Scene): Snapped {
  const plain = { at: toHundredths(insideImage(input.image, scene.image)), isSnapped: false };
  return plan.placeOf?.(input, scene) ?? plain;
}

function shownAt(plan: Placing, input: PointerInput, scene: Scene): Command {
  const { at, isSnapped } = placeOf(plan, input, scene);
  return plan.shown(at, isSnapped ? at : null);
}

function stepped(at: ImagePoint, arrow: Arrow, scene: Scene): ImagePoint {
  const stride = arrow.how === "move" ? strideOf(scene) : 1;
  const moved = imagePoint(at.x + arrow.dx * stride, at.y + arrow.dy * stride);
  return toHundredths(insideImage(moved, scene.image));
}

function toHundredths({ x, y }: ImagePoint): ImagePoint {
  return imagePoint(toHundredth(x), toHundredth(y));
}
