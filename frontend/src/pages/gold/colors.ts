import type { SchemaDefinition } from "@/model/schema";
import { labelLook } from "@/render/palette";

/** The colour of a label's key; the first colour for a label the schema no longer has. */
export function colorsOf(schema: SchemaDefinition | undefined): (key: string) => string {
  const colors = new Map(schema?.labels.map(({ key, color }) => [key, color]));
  return (key) => colors.get(key) ?? labelLook(0).hex;
}
