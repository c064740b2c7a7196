/** What a person should hear of after an edit. */

import { shapeOf, type AnnotationDocument } from "@/model/document";
import { boundsOfShape } from "@/model/shapes/registry";
import type { Command, Notice } from "./commands";

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
  if (command.type === "remove_shape") return told("shape_removed", command.shapeId);
  if (command.type === "set_geometry" || command.type === "nudge" || command.type === "relabel") {
    return told("shape_changed", command.shapeId);
  }
  return null;
}
