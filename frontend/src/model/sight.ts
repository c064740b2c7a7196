/** Whether all of a thing is seen: two attributes whose keys formats of other programs know. */

import type { Shape } from "./document";
import { askedAttributes, labelOf, type LabelSchema } from "./schema";

export const SIGHT_KEYS = ["occluded", "truncated"] as const;
export type SightKey = (typeof SIGHT_KEYS)[number];

/** Those of the two that the shape's label asks for as yes or no. */
export function sightAsked(shape: Shape, schema: LabelSchema): readonly SightKey[] {
  const label = labelOf(schema, shape.label);
  if (label === undefined) return [];
  const asked = askedAttributes(label, shape.attributes);
  return SIGHT_KEYS.filter((key) =>
    asked.some((attribute) => attribute.key === key && attribute.type === "boolean"),
  );
}
