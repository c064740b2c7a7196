/**
 * Labels whose masks share the picture out have one mask each, and no pixel is in two. Whatever an
 * edit does (moved, smoothed, joined, pasted, given another label), the masks that it leaves larger
 * take their new pixels from the others here, as part of the same step.
 */

import { applyChanges } from "@/model/changes";
import { shapeOf, type AnnotationDocument, type Shape } from "@/model/document";
import { maskOf, regionOf } from "@/model/masks/geometry";
import {
  difference,
  intersection,
  isNothing,
  NOTHING,
  union,
  unionOfAll,
  type Region,
} from "@/model/masks/region";
import { labelOf, type LabelSchema } from "@/model/schema";
import type { Command, Notice } from "../commands";
import { editFor, maskChanges, type Edit } from "../edit-commands";
import type { MaskEdit } from "./settings";
import { isMask } from "./target";

type Mask = Extract<Shape, { kind: "mask" }>;

export interface Ground {
  readonly document: AnnotationDocument;
  readonly schema: LabelSchema;
  readonly lockedIds: ReadonlySet<string>;
}

/** The edit of a command; null when it does not touch the document, a notice when it may not. */
export function editOn(command: Command, ground: Ground): Edit | Notice | null {
  const edit = editFor(command, ground.document, ground.schema);
  const shares = ground.schema.labels.some((label) => label.is_semantic);
  return edit === null || !shares ? edit : sharedOut(edit, ground);
}

function sharedOut(edit: Edit, ground: Ground): Edit | Notice {
  const changes = [...edit.changes];
  let now = applyChanges(ground.document, changes);
  for (const id of grown(ground.document, now, ground.schema)) {
    const room = roomFor(id, now, ground);
    if ("type" in room) return room;
    const made = maskChanges(now, room);
    changes.push(...made);
    now = applyChanges(now, made);
  }
  return { ...edit, changes };
}

/** The masks that are new, or of another geometry or label than before. */
function grown(
  before: AnnotationDocument,
  now: AnnotationDocument,
  schema: LabelSchema,
): readonly string[] {
  const known = new Map(before.shapes.map((shape) => [shape.id, shape]));
  const isAsBefore = (shape: Shape) => {
    const old = known.get(shape.id);
    return old?.geometry === shape.geometry && old.label === shape.label;
  };
  return now.shapes
    .filter((shape) => isSharing(shape, schema) && !isAsBefore(shape))
    .map(({ id }) => id);
}

function isSharing(shape: Shape, schema: LabelSchema): shape is Mask {
  return isMask(shape) && labelOf(schema, shape.label)?.is_semantic === true;
}

/** What else changes when a mask has the region that an edit gave it. */
function roomFor(
  id: string,
  now: AnnotationDocument,
  { document: before, schema, lockedIds }: Ground,
): readonly MaskEdit[] | Notice {
  const shape = shapeOf(now, id);
  if (shape === null || !isSharing(shape, schema)) return [];
  const others = now.shapes.filter(
    (other): other is Mask => other.id !== id && isSharing(other, schema),
  );
  const old = shapeOf(before, id);
  const same = others.find(({ label }) => label === shape.label);
  if (same !== undefined && old === null) return { type: "one_mask" };
  if (same !== undefined && lockedIds.has(same.id)) return { type: "locked" };
  const wanted = union(
    regionOf(shape.geometry),
    same === undefined ? NOTHING : regionOf(same.geometry),
  );
  const held = old !== null && isSharing(old, schema) ? regionOf(old.geometry) : NOTHING;
  const rivals = others.filter((other) => other !== same);
  const locked = unionOfAll(
    rivals.filter((rival) => lockedIds.has(rival.id)).map(({ geometry }) => regionOf(geometry)),
  );
  const gained = difference(difference(wanted, held), locked);
  const region = union(intersection(wanted, held), gained);
  const geometry = maskOf(region);
  if (geometry === null) return { type: "locked" };
  return [
    { shapeId: id, label: shape.label, geometry },
    ...(same === undefined ? [] : [{ shapeId: same.id, label: same.label, geometry: null }]),
    ...rivals
      .filter((rival) => !lockedIds.has(rival.id))
      .flatMap((rival) => givenUp(rival, gained)),
  ];
}

/** What a mask loses to another; one without pixels goes. */
function givenUp({ id, label, geometry }: Mask, gained: Region): readonly MaskEdit[] {
  const before = regionOf(geometry);
  if (isNothing(intersection(before, gained))) return [];
  return [{ shapeId: id, label, geometry: maskOf(difference(before, gained)) }];
}
