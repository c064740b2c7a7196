/** Undo and redo as buttons: they do what their keys do, so a shape in the hand loses one press. */

import { IconArrowBackUp, IconArrowForwardUp, type Icon } from "@tabler/icons-react";
import type { BenchState } from "@/tools/bench-state";
import type { KeyAction } from "@/tools/key-table";

export interface HistoryStep {
  readonly action: KeyAction;
  readonly text: string;
  readonly icon: Icon;
  /** Whether there is anything to do now. */
  readonly isThere: (state: BenchState) => boolean;
}

export const STEPS: Readonly<Record<"undo" | "redo", HistoryStep>> = {
  undo: {
    action: "edit.undo",
    text: "workspace.undo",
    icon: IconArrowBackUp,
    isThere: ({ takesBack, isGesture, canUndo }) => takesBack || (canUndo && !isGesture),
  },
  redo: {
    action: "edit.redo",
    text: "workspace.redo",
    icon: IconArrowForwardUp,
    isThere: ({ isGesture, canRedo }) => canRedo && !isGesture,
  },
};
