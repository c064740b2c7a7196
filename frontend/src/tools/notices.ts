/** What a person should hear of after an edit. */

import { shapeOf, type AnnotationDocument, type Shape } from "@/model/document";
import { groupOf } from "@/model/groups";
import { windowOf } from "@/model/levels/window";
import { boundsOfShape } from "@/model/shapes/registry";
import type { BenchState } from "./bench-state";
import type { Command, Notice } from "./commands";
import type { MaskEdit } from "./masks/settings";
import { areAllHidden } from "./state-commands";

/** Null when nothing changed, or when the panel where it was done says it already. */
export function noticeOf(
  command: Command,
  before: AnnotationDocument,
  after: AnnotationDocument,
): Notice | null {
  if (before === after) return null;
  const told = (
    type: Exclude<ShapeNotice, "shape_chosen">,
    id: string | undefined,
  ): Notice | null => {
    const shape = shapeOf(type === "shape_removed" ? before : after, id ?? null);
    return shape === null ? null : ofShape(type, shape);
  };
  if (command.type === "add_shape" || command.type === "add_copies")
    return told("shape_added", after.shapes.at(-1)?.id);
  if (command.type === "edit_masks") {
    const { type, id } = maskEdited(command.edits, before, after);
    return told(type, id);
  }
  if (command.type === "move_shapes") return told("shape_changed", command.placings[0]?.shapeId);
  if (command.type === "toggle_grouped") return grouped(after, command.shapeId);
  if (command.type === "ungroup") return { type: "ungrouped" };
  if (command.type === "remove_shape") return told("shape_removed", command.shapeId);
  if (command.type === "part_shape" || command.type === "join_shapes")
    return told("shape_changed", command.shapeId);
  if (command.type === "set_geometry" || command.type === "nudge" || command.type === "relabel") {
    return told("shape_changed", command.shapeId);
  }
  return null;
}

type ShapeNotice = "shape_added" | "shape_chosen" | "shape_changed" | "shape_removed";

/** By the name of its label and its place. */
export function ofShape(type: ShapeNotice, shape: Shape): Notice {
  return { type, shapeId: shape.id, label: shape.label, bounds: boundsOfShape(shape) };
}

/** What a person should hear of after a command that changed only what the workbench shows. */
export function noticeOfState(
  command: Command,
  before: BenchState,
  after: BenchState,
): Notice | null {
  const { isSnapping, isPeeking, look, levels } = after;
  switch (command.type) {
    case "toggle_snapping":
      return { type: isSnapping ? "snapping_on" : "snapping_off" };
    case "toggle_all_hidden":
      return { type: areAllHidden(after) ? "all_hidden" : "all_shown" };
    case "peek":
      if (isPeeking === before.isPeeking) return null;
      return { type: isPeeking ? "peek_begun" : "peek_over" };
    case "copy_shape":
      return { type: "copied" };
    case "know_grey":
      // A key waited for it, and its window is there now.
      return before.awaitedStep === null || levels === null
        ? null
        : { type: "window_set", window: windowOf(look, levels) ?? levels.usual };
    default:
      return null;
  }
}

/** How many the group has now. */
function grouped(after: AnnotationDocument, shapeId: string): Notice {
  const { length } = groupOf(after, shapeId);
  return length > 1 ? { type: "grouped", count: length } : { type: "ungrouped" };
}

/** The first edit is of the mask that was worked on; others gave way to it. */
function maskEdited(
  [first]: readonly MaskEdit[],
  before: AnnotationDocument,
  after: AnnotationDocument,
): {
  readonly type: "shape_added" | "shape_changed" | "shape_removed";
  readonly id: string | undefined;
} {
  const id = first?.shapeId ?? after.shapes.at(-1)?.id;
  if (shapeOf(after, id ?? null) === null) return { type: "shape_removed", id };
  const isNew = shapeOf(before, id ?? null) === null;
  return { type: isNew ? "shape_added" : "shape_changed", id };
}
