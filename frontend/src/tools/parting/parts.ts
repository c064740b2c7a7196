/** Which kinds can be cut, drawn anew in part, and joined. */

import type { Kind } from "@/model/document";

const PARTED: ReadonlySet<Kind> = new Set(["polygon", "polyline"]);
const JOINED: ReadonlySet<Kind> = new Set(["polygon", "polyline", "mask"]);

export const isParted = (kind: Kind): boolean => PARTED.has(kind);
/** A mask and a box can be cut, though they have no outline to draw anew. */
export const isSliced = (kind: Kind): boolean =>
  PARTED.has(kind) || kind === "mask" || kind === "box";
export const isJoined = (kind: Kind): boolean => JOINED.has(kind);
