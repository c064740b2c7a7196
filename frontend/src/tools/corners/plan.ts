/** Shapes that are drawn between two corners. */

import type { ShapeGeometry } from "@/model/document";
import type { ImagePoint } from "@/model/points";
import type { ToolState } from "../tool";

export interface CornersPlan {
  readonly kind: "box" | "ellipse" | "rotated_box";
  readonly label: string;
  /** Where the tool goes when the shape is done or let go. */
  readonly home: ToolState;
  readonly between: (a: ImagePoint, b: ImagePoint) => ShapeGeometry;
}
