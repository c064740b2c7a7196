/** A polygon made with the keys alone. */

import { beginPathByKeys } from "../path/by-keys";
import type { Scene } from "../scene";
import type { Step } from "../tool";
import { polygonIdle } from "./idle";

export function beginPolygonByKeys(scene: Scene, label: string): Step {
  return beginPathByKeys({ kind: "polygon", label, home: polygonIdle, hollowed: null }, scene);
}
