/** Commands that change the document, as one named step of the history each. */

import type { Change } from "@/model/changes";
import { freshShapeId, type AnnotationDocument, type Shape } from "@/model/document";
import * as edits from "@/model/edits";
import type { LabelSchema } from "@/model/schema";
import type { Command } from "./commands";

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
    case "reorder":
      return step(command.type, edits.shapeReordered(document, command.shapeId, command.by));
    case "remove_shape":
      return step(command.type, edits.shapeRemoved(document, command.shapeId));
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

function step(name: string, changes: readonly Change[]): Edit {
  return { name, changes, isContinued: false };
}

function newShape(
  document: AnnotationDocument,
  { kind, label, geometry, attributes = {} }: Extract<Command, { readonly type: "add_shape" }>,
): Shape {
  // A tool draws geometry of the kind that it names, which the union cannot know.
  return { id: freshShapeId(document), kind, label, geometry, attributes } as Shape;
}
