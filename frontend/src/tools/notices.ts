/** What a person should hear of after an edit. */

import { shapeOf, type AnnotationDocument } from "@/model/document";
import { boundsOfShape } from "@/model/shapes/registry";
import type { Command, Notice } from "./commands";
import type { MaskEdit } from "./masks/settings";

/** Null when nothing changed, or when the panel where it was done says it already. */
export function noticeOf(
  command: Command,
  before: AnnotationDocument,
  after: AnnotationDocument,
): Notice | null {
  if (before === after) return null;
  const told = (
    type: "shape_added" | "shape_changed" | "shape_removed",
    id: string | undefined,
  ): Notice | null => {
    const shape = shapeOf(type === "shape_removed" ? before : after, id ?? null);
    return shape === null
      ? null
      : { type, shapeId: shape.id, label: shape.label, bounds: boundsOfShape(shape) };
  };
  if (command.type === "add_shape") return told("shape_added", after.shapes.at(-1)?.id);
  if (command.type === "edit_masks") {
    const { type, id } = maskEdited(command.edits, before, after);
    return told(type, id);
  }
  if (command.type === "remove_shape") return told("shape_removed", command.shapeId);
  if (command.type === "part_shape" || command.type === "join_shapes")
    return told("shape_changed", command.shapeId);
  if (command.type === "set_geometry" || command.type === "nudge" || command.type === "relabel") {
    return told("shape_changed", command.shapeId);
  }
  return null;
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
