/** Box: dragged or clicked from corner to corner. */

import { boxBetween } from "@/model/shapes/box";
import { beginByKeys } from "../corners/by-keys";
import { cornersIdle } from "../corners/idle";
import type { CornersPlan } from "../corners/plan";
import type { Scene } from "../scene";
import type { Step, ToolState } from "../tool";

const planFor = (label: string): CornersPlan => ({
  kind: "box",
  label,
  home: boxIdle,
  between: boxBetween,
});

export const boxIdle: ToolState = cornersIdle(planFor, "box");

export const beginBoxByKeys = (scene: Scene, label: string): Step =>
  beginByKeys(scene, planFor(label));
