/** A shape's outline as the `d` of an SVG path, in image pixels. */

import type { Shape } from "@/model/document";
import type { Skeleton } from "@/model/schema";
import { outlinesWith } from "@/model/shapes/registry";

/** `edges` are the lines of a skeleton, for keypoints of a label that has one. */
export function svgPathOf({ kind, geometry }: Shape, edges?: Skeleton["edges"]): string {
  return outlinesWith(kind, geometry, edges)
    .map(({ points, isClosed }) => {
      const places = points.map(({ x, y }) => `${x} ${y}`).join("L");
      return `M${places}${isClosed ? "Z" : ""}`;
    })
    .join("");
}
