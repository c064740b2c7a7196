/** Line: point by point or freehand, ended by Enter or a second click on the last point. */

import { beginPathByKeys } from "../path/by-keys";
import { pathIdle } from "../path/idle";
import type { Scene } from "../scene";
import type { Step } from "../tool";

export const polylineIdle = pathIdle("polyline");

export const beginPolylineByKeys = (scene: Scene, label: string): Step =>
  beginPathByKeys({ kind: "polyline", label, home: polylineIdle, hollowed: null }, scene);
