/** Commands that change the document, as one named step of the history each. */

import { applyChanges, type Change } from "@/model/changes";
import { freshShapeId, shapeOf, type AnnotationDocument, type Shape } from "@/model/document";
import * as edits from "@/model/edits";
import { freshGroupId, groupRemoved, groupToggled, ungrouped } from "@/model/groups";
import type { LabelSchema } from "@/model/schema";
import type { Command } from "./commands";
import type { MaskEdit } from "./masks/settings";

export interface Edit {
  readonly name: string;
  readonly changes: readonly Change[];
  /** Joins the last step when that has the same name: a held arrow key is one step. */
  readonly isContinued: boolean;
}

/** Null when the command does not touch the document. */
export function editFor(
  command: Command,
  document: AnnotationDocument,
  schema: LabelSchema,
): Edit | null {
  switch (command.type) {
    case "add_shape":
      return step(command.type, edits.shapeAdded(document, newShape(document, command)));
    case "add_copies":
      return step(command.type, copiesAdded(document, command.shapes));
    case "toggle_grouped":
      return step(command.type, groupToggled(document, command.shapeId, command.otherId));
    case "ungroup":
      return step(command.type, ungrouped(document, command.shapeId));
    case "move_shapes":
      return shapesMoved(command, document);
    case "reorder":
      return step(command.type, edits.shapeReordered(document, command.shapeId, command.by));
    case "part_shape":
      return step(command.type, edits.shapeParted(document, command.shapeId, command.geometries));
    case "join_shapes": {
      const { shapeId, otherId, geometry } = command;
      return step(command.type, edits.shapesJoined(document, shapeId, otherId, geometry));
    }
    case "edit_masks":
      return step(command.type, maskChanges(document, command.edits));
    case "remove_shape":
      return step(command.type, groupRemoved(document, command.shapeId));
    case "set_geometry":
      return step(
        command.type,
        edits.geometryReplaced(document, command.shapeId, command.geometry),
      );
    case "nudge": {
      const changes = edits.geometryReplaced(document, command.shapeId, command.geometry);
      return { name: `nudge ${command.shapeId}`, changes, isContinued: true };
    }
    case "relabel":
      return step(
        command.type,
        edits.labelReplaced(document, schema, command.shapeId, command.label),
      );
    case "answer_attribute": {
      const { shapeId, attribute, value } = command;
      return step(
        command.type,
        edits.attributeAnswered(document, schema, shapeId, attribute, value),
      );
    }
    case "answer_question":
      return step(command.type, edits.questionAnswered(document, command.question, command.value));
    case "set_nothing_here":
      return step(command.type, edits.nothingHereSet(document, command.isNothing));
    default:
      return null;
  }
}

/** Which shape is chosen once the command is done; nothing when it stays as it was. */
export function chosenAfter(
  command: Command,
  document: AnnotationDocument,
): { readonly chosenId?: string } {
  if (command.type === "edit_masks") {
    const id = command.edits[0]?.shapeId ?? document.shapes.at(-1)?.id;
    return id !== undefined && shapeOf(document, id) !== null ? { chosenId: id } : {};
  }
  const isAdded = command.type === "add_shape" || command.type === "add_copies";
  const added = isAdded ? document.shapes.at(-1) : undefined;
  return added === undefined ? {} : { chosenId: added.id };
}

/** One after the other, each to the document that the ones before have made. */
export function maskChanges(
  document: AnnotationDocument,
  maskEdits: readonly MaskEdit[],
): readonly Change[] {
  const changes: Change[] = [];
  let now = document;
  for (const edit of maskEdits) {
    const made = maskChange(now, edit);
    changes.push(...made);
    now = applyChanges(now, made);
  }
  return changes;
}

function maskChange(
  document: AnnotationDocument,
  { shapeId, label, geometry }: MaskEdit,
): readonly Change[] {
  if (shapeId !== null && geometry === null) return edits.shapeRemoved(document, shapeId);
  if (geometry === null) return [];
  if (shapeId !== null) return edits.geometryReplaced(document, shapeId, geometry);
  return edits.shapeAdded(
    document,
    newShape(document, { type: "add_shape", kind: "mask", label, geometry }),
  );
}

/** The copies of one group are a group of their own. */
function copiesAdded(document: AnnotationDocument, shapes: readonly Shape[]): readonly Change[] {
  const changes: Change[] = [];
  const group = shapes.length > 1 ? { group_id: freshGroupId(document) } : {};
  let now = document;
  for (const { kind, label, geometry, attributes } of shapes) {
    const id = freshShapeId(now);
    // A copy has the geometry of its own kind.
    const copy = { id, kind, label, geometry, attributes, ...group } as Shape;
    const made = edits.shapeAdded(now, copy);
    changes.push(...made);
    now = applyChanges(now, made);
  }
  return changes;
}

function shapesMoved(
  { placings, isNudge }: Extract<Command, { readonly type: "move_shapes" }>,
  document: AnnotationDocument,
): Edit {
  const changes = placings.flatMap(({ shapeId, geometry }) =>
    edits.geometryReplaced(document, shapeId, geometry),
  );
  const name = isNudge ? `nudge ${placings.map(({ shapeId }) => shapeId).join()}` : "move_shapes";
  return { name, changes, isContinued: isNudge };
}

function step(name: string, changes: readonly Change[]): Edit {
  return { name, changes, isContinued: false };
}

function newShape(
  document: AnnotationDocument,
  { kind, label, geometry }: Extract<Command, { readonly type: "add_shape" }>,
): Shape {
  // A tool draws geometry of the kind that it names, which the union cannot know.
  return { id: freshShapeId(document), kind, label, geometry, attributes: {} } as Shape;
}
