/** Which kinds can be cut, and which can be joined. */

import type { Kind } from "@/model/document";

const PARTED: ReadonlySet<Kind> = new Set(["polygon", "polyline"]);
const JOINED: ReadonlySet<Kind> = new Set(["polygon", "polyline", "mask"]);

export const isParted = (kind: Kind): boolean => PARTED.has(kind);
export const isJoined = (kind: Kind): boolean => JOINED.has(kind);
