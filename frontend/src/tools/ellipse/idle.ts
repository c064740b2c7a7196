/** Ellipse: dragged or clicked from corner to corner of what it fills. */

import { ellipseBetween } from "@/model/shapes/ellipse";
import { beginByKeys } from "../corners/by-keys";
import { cornersIdle } from "../corners/idle";
import type { CornersPlan } from "../corners/plan";
import type { Scene } from "../scene";
import type { Step, ToolState } from "../tool";

const planFor = (label: string): CornersPlan => ({
  kind: "ellipse",
  label,
  home: ellipseIdle,
  between: ellipseBetween,
});

export const ellipseIdle: ToolState = cornersIdle(planFor, "ellipse");

export const beginEllipseByKeys = (scene: Scene, label: string): Step =>
  beginByKeys(scene, planFor(label));
