/** What the fill tool fills: a hole of the mask, else the place that masks leave between them. */

import { regionOf } from "@/model/masks/geometry";
import { gapAt, partAt, touchesEdge } from "@/model/masks/parts";
import { hasPixel, isNothing, unionOfAll, type Region } from "@/model/masks/region";
import type { ImagePoint } from "@/model/points";
import type { Work } from "../masks/apply";
import { otherMasks } from "../masks/target";
import type { Scene } from "../scene";

/** Null where there is nothing to fill. Taking away takes the whole part under the pointer. */
export function filled({ target, takesAway }: Work, at: ImagePoint, scene: Scene): Region | null {
  const [column, row] = [Math.floor(at.x), Math.floor(at.y)];
  if (column < 0 || row < 0 || column >= scene.image.width_px || row >= scene.image.height_px)
    return null;
  if (takesAway) return somewhat(partAt(target.before, column, row));
  if (hasPixel(target.before, column, row)) return null;
  if (!isNothing(target.before)) {
    const hole = gapAt(target.before, column, row, scene.image);
    if (!touchesEdge(hole, scene.image)) return hole;
  }
  return between(target.before, target.shapeId, column, row, scene);
}

/** Up to every mask in sight and the picture's edge; there must be a mask to stop at. */
function between(
  before: Region,
  shapeId: string | null,
  column: number,
  row: number,
  scene: Scene,
): Region | null {
  const others = otherMasks(scene, shapeId).filter(({ id }) => !scene.hiddenIds.has(id));
  const all = unionOfAll([before, ...others.map(({ geometry }) => regionOf(geometry))]);
  return isNothing(all) ? null : somewhat(gapAt(all, column, row, scene.image));
}

const somewhat = (region: Region): Region | null => (isNothing(region) ? null : region);
