/** A hole in the chosen polygon, drawn like a polygon. */

import type { Shape } from "@/model/document";
import { drawingPath } from "../path/drawing";
import { stepTo, type Step } from "../tool";
import { polygonIdle } from "./idle";

export function beginHole(shape: Extract<Shape, { kind: "polygon" }>): Step {
  const plan = { kind: "polygon", label: shape.label, home: polygonIdle, hollowed: shape } as const;
  return stepTo(drawingPath(plan, []));
}
