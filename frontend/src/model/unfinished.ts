/** A shape of many presses that is not whole yet: kept beside the document, never in it. */

import type { Ring } from "./shapes/rings";

export interface Unfinished {
  readonly kind: "polygon" | "polyline";
  readonly label: string;
  /** Points by press: a click is a run of one, a freehand stroke of many. */
  readonly runs: readonly Ring[];
  /** The polygon that gets a hole; null for a shape of its own. */
  readonly hollowedId: string | null;
}
