/** A shape's outline as the `d` of an SVG path, in image pixels. */

import type { Shape } from "@/model/document";
import { outlinesOfShape } from "@/model/shapes/registry";

export function svgPathOf(shape: Shape): string {
  return outlinesOfShape(shape)
    .map(({ points, isClosed }) => {
      const places = points.map(({ x, y }) => `${x} ${y}`).join("L");
      return `M${places}${isClosed ? "Z" : ""}`;
    })
    .join("");
}
