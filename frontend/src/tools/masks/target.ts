/** Which mask a tool works on. */

import { shapeOf, type Shape } from "@/model/document";
import { regionOf } from "@/model/masks/geometry";
import { NOTHING, type Region } from "@/model/masks/region";
import { labelOf } from "@/model/schema";
import type { Notice } from "../commands";
import type { Scene } from "../scene";

export interface Target {
  /** Null for a mask that is yet to be made. */
  readonly shapeId: string | null;
  readonly label: string;
  readonly isSemantic: boolean;
  readonly before: Region;
}

type MaskShape = Extract<Shape, { kind: "mask" }>;

export const isMask = (shape: Shape): shape is MaskShape => shape.kind === "mask";

/**
 * The chosen mask if it has the label in use; else, of a label that has one mask a picture, that
 * one; else a new mask. A notice where none can be worked on.
 */
export function targetFor(scene: Scene): Target | Notice {
  const { label, document, chosenId, lockedIds } = scene;
  if (label?.kind !== "mask") return { type: "no_label" };
  const chosen = shapeOf(document, chosenId);
  const isChosen = chosen !== null && isMask(chosen) && chosen.label === label.key;
  const only = document.shapes.find((shape) => isMask(shape) && shape.label === label.key);
  const shape = isChosen ? chosen : label.is_semantic ? (only ?? null) : null;
  if (shape === null || !isMask(shape))
    return { shapeId: null, label: label.key, isSemantic: label.is_semantic, before: NOTHING };
  if (lockedIds.has(shape.id)) return { type: "locked" };
  return { ...targetOf(shape), isSemantic: label.is_semantic };
}

/** To take from: the target, or the mask under the pointer when there is none to take from. */
export function targetToTakeFrom(scene: Scene, under: Shape | null): Target | Notice {
  const found = targetFor(scene);
  if ("type" in found || found.shapeId !== null) return found;
  if (under === null || !isMask(under)) return { type: "nothing_to_erase" };
  if (scene.lockedIds.has(under.id)) return { type: "locked" };
  return targetOf(under);
}

/** What was worked on before; null where that mask is gone, or locked. */
export function targetAgain(scene: Scene, label: string, maskId: string | null): Target | null {
  const { schema, document, lockedIds } = scene;
  const isSemantic = labelOf(schema, label)?.is_semantic ?? false;
  const only = document.shapes.find((one) => isMask(one) && one.label === label);
  const shape = maskId === null ? (isSemantic ? only : undefined) : shapeOf(document, maskId);
  if (shape === undefined) return { shapeId: null, label, isSemantic, before: NOTHING };
  if (shape === null || !isMask(shape) || lockedIds.has(shape.id)) return null;
  return { ...targetOf(shape), isSemantic };
}

function targetOf(shape: MaskShape): Target {
  const { id, label, geometry } = shape;
  return { shapeId: id, label, isSemantic: false, before: regionOf(geometry) };
}

/** The masks of the document but one. */
export function otherMasks(scene: Scene, shapeId: string | null): readonly MaskShape[] {
  return scene.document.shapes.filter(isMask).filter(({ id }) => id !== shapeId);
}
