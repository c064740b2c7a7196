/** Duties of kinds that nobody can draw here yet: they are shown, chosen and moved, not changed. */

import type { Handle } from "./kind";

export const READ_ONLY = {
  handles: (): readonly Handle[] => [],
  withHandleAt: <Geometry>(geometry: Geometry): Geometry => geometry,
  grownBy: <Geometry>(geometry: Geometry): Geometry => geometry,
  isTooSmall: (): boolean => false,
};
