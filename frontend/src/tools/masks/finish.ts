/** How what was painted is kept: as one step, with what it takes from other masks. */

import { labelOf } from "@/model/schema";
import { MAX_RLE_CHARACTERS } from "@/model/validation/mask";
import { maskOf, regionOf } from "@/model/masks/geometry";
import {
  difference,
  intersection,
  isNothing,
  isSameRegion,
  union,
  unionOfAll,
  type Region,
} from "@/model/masks/region";
import type { Command } from "../commands";
import type { Scene } from "../scene";
import type { MaskEdit, Painting } from "./settings";
import { otherMasks, type Target } from "./target";

export const LET_GO: readonly Command[] = [
  { type: "paint", painting: null },
  { type: "sketch", sketch: null },
];

export function shown(target: Target, region: Region, at: Painting["at"] = null): Command {
  const { shapeId, label } = target;
  return { type: "paint", painting: { shapeId, label, region, at } };
}

/** Of a region that is to be the target's from now on; nothing changed is no step at all. */
export function kept(scene: Scene, target: Target, region: Region): readonly Command[] {
  const after = withoutLocked(scene, target, region);
  if (isSameRegion(after, target.before)) return LET_GO;
  const { shapeId, label } = target;
  const geometry = maskOf(after);
  if (geometry !== null && geometry.counts.length > MAX_RLE_CHARACTERS)
    return [...LET_GO, { type: "notify", notice: { type: "too_fine" } }];
  const own: MaskEdit = { shapeId, label, geometry };
  const edits = [own, ...takenFromOthers(scene, target, after)];
  return [...LET_GO, { type: "edit_masks", edits }];
}

/** Other masks that give way to the target, and those that are locked and do not. */
function rivals(scene: Scene, target: Target) {
  const others = otherMasks(scene, target.shapeId).filter(
    (shape) =>
      scene.masks.removesUnderlying ||
      (target.isSemantic && labelOf(scene.schema, shape.label)?.is_semantic === true),
  );
  return {
    locked: others.filter(({ id }) => scene.lockedIds.has(id)),
    yielding: others.filter(({ id }) => !scene.lockedIds.has(id)),
  };
}

function withoutLocked(scene: Scene, target: Target, region: Region): Region {
  const { locked } = rivals(scene, target);
  if (locked.length === 0) return region;
  const added = difference(region, target.before);
  const kept = intersection(region, target.before);
  return union(
    kept,
    difference(added, unionOfAll(locked.map((shape) => regionOf(shape.geometry)))),
  );
}

function takenFromOthers(scene: Scene, target: Target, after: Region): readonly MaskEdit[] {
  const added = difference(after, target.before);
  return rivals(scene, target).yielding.flatMap((shape): readonly MaskEdit[] => {
    const before = regionOf(shape.geometry);
    if (isNothing(intersection(before, added))) return [];
    const geometry = maskOf(difference(before, added));
    return [{ shapeId: shape.id, label: shape.label, geometry }];
  });
}
