/** What keys do to the window of a grey picture. */

import {
  isSameWindow,
  nextPreset,
  steppedWindow,
  windowOf,
  type PictureLevels,
  type WindowStep,
} from "@/model/levels/window";
import type { Command } from "./commands";
import type { KeyAction } from "./key-table";
import type { PictureLook } from "./picture-look";

const STEPS: Readonly<Partial<Record<KeyAction, WindowStep>>> = {
  "view.window_narrower": "narrower",
  "view.window_wider": "wider",
  "view.window_brighter": "brighter",
  "view.window_darker": "darker",
};

interface Seen {
  readonly look: PictureLook;
  readonly levels: PictureLevels | null;
  readonly isColoured: boolean;
}

/** Null when the key means something else, and with a picture in colours, which has no window. */
export function windowCommands(
  action: KeyAction,
  { look, levels, isColoured }: Seen,
): readonly Command[] | null {
  const step = STEPS[action];
  if (isColoured || (step === undefined && action !== "view.window_next")) return null;
  // Of 8 bits: whether it is grey is looked at now, and what the key says is done after it.
  if (levels === null) return [{ type: "await_grey", step: step ?? "next" }];
  const now = windowOf(look, levels) ?? levels.usual;
  const window = step === undefined ? nextPreset(levels, now) : steppedWindow(now, step);
  // The automatic window is each picture's own: chosen, it must not be kept for the next ones.
  const isAutomatic = step === undefined && isSameWindow(window, levels.usual);
  // What the other windows with names are is known once the levels are counted.
  const asks = step === undefined && levels.facts === null;
  return [
    ...(asks ? [{ type: "await_levels" } as const] : []),
    { type: "set_look", look: { window: isAutomatic ? null : window } },
    { type: "notify", notice: { type: "window_set", window } },
  ];
}
