/** The kinds of shape the workspace can draw. A new kind is one file and one line here. */

import type { ShapeGeometry } from "../document";
import { boxKind } from "./box";
import type { ShapeKind } from "./kind";

const KINDS: Readonly<Record<string, ShapeKind<ShapeGeometry>>> = {
  [boxKind.kind]: boxKind,
};

/** Throws on an unknown kind: documents are validated before anything draws them. */
export function kindOf(kind: string): ShapeKind<ShapeGeometry> {
  const found = KINDS[kind];
  if (found === undefined) throw new Error(`No kind of shape is called ${kind}`);
  return found;
}

export function isKnownKind(kind: string): boolean {
  return kind in KINDS;
}
