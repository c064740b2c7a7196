/** What becomes of the object that is found in a box. */

import type { Region } from "@/model/masks/region";
import { ringsOf } from "@/model/masks/rings";
import type { ImageSize } from "@/model/points";
import type { PolygonGeometry } from "@/model/shapes/polygon";
import { ringArea, type Ring } from "@/model/shapes/rings";
import { geometryFault } from "@/model/validation/geometry";
import type { Command } from "../commands";
import { applied, type Work } from "../masks/apply";
import { kept } from "../masks/finish";
import { thinnedRing } from "../parting/simplify";
import type { Scene } from "../scene";
import type { ToolState } from "../tool";

export interface CutoutPlan {
  readonly label: string;
  /** Who finds the object. */
  readonly by: "cutter" | "plugin";
  /** Where the tool goes when it is done or let go. */
  readonly home: ToolState;
  readonly keep: (region: Region, scene: Scene) => readonly Command[];
}

/** Into the mask under work, or out of it. */
export function toMask(work: Work, by: CutoutPlan["by"], home: ToolState): CutoutPlan {
  const keep: CutoutPlan["keep"] = (region, scene) =>
    kept(scene, work.target, applied(work, region));
  return { label: work.target.label, by, home, keep };
}

export function toPolygon(label: string, home: ToolState): CutoutPlan {
  return {
    label,
    by: "cutter",
    home,
    keep: (region, { image }) => {
      const geometry = polygonRound(region, image);
      if (geometry === null) return [{ type: "notify", notice: { type: "cutout_nothing" } }];
      return [{ type: "add_shape", kind: "polygon", label, geometry }];
    },
  };
}

/** How far the outline may run from the pixels' edges, as shares of the root of the area. */
const TOLERANCES = [0.01, 0.005, 0] as const;

/** Round the largest part, without its holes; null where its outline crosses itself. */
export function polygonRound(region: Region, image: ImageSize): PolygonGeometry | null {
  const rings = ringsOf(region).map(({ points }): Ring => points.map(({ x, y }) => [x, y]));
  const [outer] = rings.sort((a, b) => ringArea(b) - ringArea(a));
  if (outer === undefined) return null;
  const side = Math.sqrt(ringArea(outer));
  for (const share of TOLERANCES) {
    const geometry = { points: thinnedRing(outer, share * side), holes: [] };
    if (isSound(geometry, image)) return geometry;
  }
  return null;
}

function isSound(geometry: PolygonGeometry, image: ImageSize): boolean {
  const shape = { id: "", kind: "polygon" as const, label: "", geometry, attributes: {} };
  return geometryFault(shape, image) === null;
}
