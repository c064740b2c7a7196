import type { SchemaDefinition, Skeleton } from "@/model/schema";
import { labelLook } from "@/render/palette";

/** The colour of a label's key; the first colour for a label the schema no longer has. */
export function colorsOf(schema: SchemaDefinition | undefined): (key: string) => string {
  const colors = new Map(schema?.labels.map(({ key, color }) => [key, color]));
  return (key) => colors.get(key) ?? labelLook(0).hex;
}

/** The lines of a label's skeleton; none for other kinds. */
export function edgesOf(schema: SchemaDefinition | undefined) {
  return (key: string): Skeleton["edges"] | undefined =>
    schema?.labels.find((label) => label.key === key)?.skeleton?.edges;
}
