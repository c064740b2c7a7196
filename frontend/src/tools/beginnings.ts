/** Shapes that a key or a button begins, with no press on the stage. */

import { shapeOf } from "@/model/document";
import { labelOf } from "@/model/schema";
import type { BenchState } from "./bench-state";
import type { Command, Notice, ToolName } from "./commands";
import { beginGroup } from "./grouping/picking";
import { beginMissingPoints } from "./keypoints/idle";
import { beginJoin } from "./parting/join";
import { beginRedraw, beginSlice } from "./parting/lines";
import { beginHole } from "./polygon/hole";
import { toolFor, toolOf } from "./registry";
import type { Scene } from "./scene";
import { resumed } from "./resuming";
import type { Step } from "./tool";

export interface Beginning {
  readonly tool: ToolName;
  /** The shape that goes on being chosen; null for a new one. */
  readonly shapeId: string | null;
  readonly begin: (scene: Scene) => Step;
}

/** Why not, or null when the command begins nothing. */
export function beginningOf(command: Command, state: BenchState): Beginning | Notice | null {
  switch (command.type) {
    case "begin_by_keys":
      return byKeys(state);
    case "resume":
      return resumed(command.unfinished, state);
    case "begin_hole":
      return hole(command.shapeId, state);
    case "begin_slice":
    case "begin_redraw":
    case "begin_join":
    case "begin_group":
      return parting(command, state);
    case "begin_missing_points":
      return missingPoints(command.shapeId, state);
    default:
      return null;
  }
}

function byKeys({ schema, labelKey, tool: now }: BenchState): Beginning | Notice | null {
  const label = labelOf(schema, labelKey ?? "");
  if (label === undefined) return { type: "no_label" };
  const tool = toolOf(now).kind === label.kind ? now : toolFor(label.kind);
  const begin = tool === null ? null : toolOf(tool).beginByKeys;
  if (tool === null || begin === null) return null;
  return { tool, shapeId: null, begin: (scene) => begin(scene, label.key) };
}

function hole(shapeId: string, { document }: BenchState): Beginning | null {
  const shape = shapeOf(document, shapeId);
  if (shape?.kind !== "polygon") return null;
  return { tool: "polygon", shapeId, begin: () => beginHole(shape) };
}

function parting(
  {
    type,
    shapeId,
  }: Extract<Command, { type: "begin_slice" | "begin_redraw" | "begin_join" | "begin_group" }>,
  state: BenchState,
): Beginning | Notice | null {
  const shape = shapeOf(state.document, shapeId);
  if (shape === null) return null;
  if (type === "begin_join") {
    const begun = beginJoin(shape, state);
    return begun === null ? { type: "join_none" } : { tool: "select", shapeId, begin: () => begun };
  }
  if (type === "begin_group") {
    const begun = beginGroup(shape, state);
    return begun === null
      ? { type: "group_alone" }
      : { tool: "select", shapeId, begin: () => begun };
  }
  const begun = type === "begin_slice" ? beginSlice(shape) : beginRedraw(shape);
  return begun === null ? null : { tool: "select", shapeId, begin: () => begun };
}

function missingPoints(
  shapeId: string,
  { document, schema }: BenchState,
): Beginning | Notice | null {
  const shape = shapeOf(document, shapeId);
  const label = labelOf(schema, shape?.label ?? "");
  if (shape?.kind !== "keypoints" || label === undefined) return null;
  const begun = beginMissingPoints(shape, label);
  return begun === null
    ? { type: "all_points" }
    : { tool: "keypoints", shapeId, begin: () => begun };
}
