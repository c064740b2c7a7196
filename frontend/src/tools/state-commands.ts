/** Commands that only change what the workbench shows: no document, no view, no tool. */

import { groupOf } from "@/model/groups";
import {
  ALL_BYTES,
  nextPreset,
  steppedWindow,
  windowOf,
  type LevelFacts,
} from "@/model/levels/window";
import type { BenchState } from "./bench-state";
import type { Command } from "./commands";
import { keysOfPlace } from "./label-keys";
import type { PictureLook } from "./picture-look";

/** Null when the command does more than that, or says what stands already. */
export function patchFor(command: Command, state: BenchState): Partial<BenchState> | null {
  switch (command.type) {
    case "preview":
      return { preview: command.preview };
    case "paint":
      return { painting: command.painting };
    case "sketch":
      return { sketch: command.sketch };
    case "aim":
      return command.region === state.aim ? null : { aim: command.region };
    case "offer_tools":
      return { offered: command.tools };
    case "set_masks":
      return { masks: { ...state.masks, ...command.settings } };
    case "set_look":
      return { look: lookWith(state, command.look) };
    case "toggle_look":
      return { look: { ...state.look, [command.part]: !state.look[command.part] } };
    case "know_levels":
      return { levels: levelsWith(state.levels, command.facts) };
    case "await_levels":
      return { levels: state.levels && { ...state.levels, hasFailed: false, isAwaited: true } };
    case "await_grey":
      return { awaitedStep: command.step };
    case "know_grey":
      return command.facts === null
        ? { isColoured: true, awaitedStep: null }
        : greyOf(state, command.facts);
    case "use_keys":
      return { keys: keysOfPlace(command.keys, state.schema, state.keysFor) };
    case "choose_handle":
      return { chosenHandle: command.handle };
    case "use_question":
      return { questionKey: command.question };
    case "toggle_hidden":
      return { hiddenIds: withToggled(state.hiddenIds, state, command.shapeId) };
    case "toggle_all_hidden":
      return { hiddenIds: new Set(areAllHidden(state) ? [] : idsOf(state)) };
    case "peek":
      return command.isOn === state.isPeeking ? null : { isPeeking: command.isOn };
    case "toggle_locked":
      return { lockedIds: withToggled(state.lockedIds, state, command.shapeId) };
    case "toggle_snapping":
      return { isSnapping: !state.isSnapping };
    case "toggle_freehand":
      return { isFreehand: !state.isFreehand };
    case "copy_shape":
      return { clipboard: groupOf(state.document, command.shapeId) };
    default:
      return null;
  }
}

const idsOf = ({ document }: BenchState) => document.shapes.map(({ id }) => id);

export function areAllHidden({ document, hiddenIds }: BenchState): boolean {
  return document.shapes.every(({ id }) => hiddenIds.has(id));
}

/** A window is one of the levels that the picture has. */
function lookWith({ look, levels }: BenchState, part: Partial<PictureLook>): PictureLook {
  const bits = part.window !== undefined && levels !== null ? { windowBits: levels.bits } : {};
  return { ...look, ...bits, ...part };
}

/** A grey picture of 8 bits is known now; what a key asked for before is done. */
function greyOf(state: BenchState, facts: LevelFacts): Partial<BenchState> {
  const { look, awaitedStep } = state;
  const levels = { bits: 8, usual: ALL_BYTES, facts, hasFailed: false, isAwaited: false } as const;
  const now = windowOf(look, levels) ?? levels.usual;
  if (awaitedStep === null) return { levels };
  const window = awaitedStep === "next" ? nextPreset(levels, now) : steppedWindow(now, awaitedStep);
  return { levels, awaitedStep: null, look: { ...look, window, windowBits: 8 } };
}

function levelsWith(levels: BenchState["levels"], facts: LevelFacts | null): BenchState["levels"] {
  return levels && { ...levels, facts, hasFailed: facts === null };
}

/** A group is hidden and locked as one. */
function withToggled(
  ids: ReadonlySet<string>,
  { document }: BenchState,
  shapeId: string,
): ReadonlySet<string> {
  const group = groupOf(document, shapeId).map(({ id }) => id);
  const copy = new Set(ids);
  for (const id of group) {
    if (ids.has(shapeId)) copy.delete(id);
    else copy.add(id);
  }
  return copy;
}
