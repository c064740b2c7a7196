/** Commands that only change what the workbench shows: no document, no view, no tool. */

import { shapeOf } from "@/model/document";
import type { BenchState } from "./bench-state";
import type { Command } from "./commands";

/** Null when the command does more than that. */
export function patchFor(command: Command, state: BenchState): Partial<BenchState> | null {
  switch (command.type) {
    case "preview":
      return { preview: command.preview };
    case "paint":
      return { painting: command.painting };
    case "sketch":
      return { sketch: command.sketch };
    case "aim":
      return command.region === state.aim ? {} : { aim: command.region };
    case "offer_tools":
      return { offered: command.tools };
    case "set_masks":
      return { masks: { ...state.masks, ...command.settings } };
    case "set_look":
      return { look: { ...state.look, ...command.look } };
    case "use_keys":
      return { keys: command.keys };
    case "choose_handle":
      return { chosenHandle: command.handle };
    case "use_question":
      return { questionKey: command.question };
    case "toggle_hidden":
      return { hiddenIds: withToggled(state.hiddenIds, command.shapeId) };
    case "toggle_locked":
      return { lockedIds: withToggled(state.lockedIds, command.shapeId) };
    case "toggle_snapping":
      return { isSnapping: !state.isSnapping };
    case "toggle_freehand":
      return { isFreehand: !state.isFreehand };
    case "copy_shape":
      return { clipboard: shapeOf(state.document, command.shapeId) };
    default:
      return null;
  }
}

function withToggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const copy = new Set(ids);
  if (!copy.delete(id)) copy.add(id);
  return copy;
}
