/**
 * A tool is a small machine of states. A state is given an event and what there is to see, and
 * answers with the state that follows and the commands to carry out. It changes nothing itself.
 */

import type { Unfinished } from "@/model/unfinished";
import type { Command } from "./commands";
import type { PointerInput } from "./input";
import type { KeyAction } from "./key-table";
import type { Scene } from "./scene";

export interface Step {
  readonly state: ToolState;
  readonly commands: readonly Command[];
}

/** Which of several points is wanted next; only keypoints have names. */
export interface Prompt {
  readonly name: string | null;
  readonly number: number;
  readonly of: number;
  /** The next point is marked as hidden. */
  readonly isHidden?: boolean;
}

export interface ToolState {
  /** `tool.state`, e.g. `box.drawing`. */
  readonly name: string;
  readonly cursor: string;
  /** True while something is in the hand: Escape lets it go, a second finger ends it. */
  readonly isGesture: boolean;
  /** The keys and the wheel of brushes are its own, and its round cursor is shown. */
  readonly paints?: boolean;
  /** Thin lines through the pointer, to line up an edge before drawing it. */
  readonly hasCrosshair: boolean;
  /** A gesture of several presses that waits for the next one: pan and pinch may come between. */
  readonly isWaiting?: boolean;
  /** Follows the pointer to its last press, yet pan and pinch may come between here too. */
  readonly outlivesPan?: boolean;
  readonly prompt?: Prompt | null;
  /** What has been placed of a shape that is not whole, to go on from after a crash. */
  readonly unfinished?: Unfinished | null;
  onPointer(input: PointerInput, scene: Scene): Step;
  /** Null when the state has no use for the key. */
  onKey(action: KeyAction, scene: Scene): Step | null;
  /** Undo and Delete take the last press back, and leave what was drawn before alone. */
  takeBack?(scene: Scene): Step;
  /** What was asked for beside the work is there. */
  onNews?(scene: Scene): Step;
  /** Lets go of what is in the hand; nothing of the gesture stays. */
  onCancel(): Step;
  /** Lets go of this press alone, for gestures of several; else the same as `onCancel`. */
  onInterrupt?(): Step;
}

export const stepTo = (state: ToolState, ...commands: Command[]): Step => ({ state, commands });

/** What most states share: no keys, no crosshair. */
export const PLAIN = {
  hasCrosshair: false,
  onKey: () => null,
} as const;

/** What a key means to a state; null when it has no use for it. */
export function stepForKey(state: ToolState, action: KeyAction, scene: Scene): Step | null {
  const isBack = action === "edit.undo" || action === "shape.delete";
  return (isBack ? state.takeBack?.(scene) : undefined) ?? state.onKey(action, scene);
}
