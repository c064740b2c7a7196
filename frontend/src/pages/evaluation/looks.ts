import type { SchemaDefinition } from "@/model/schema";
import { colorsOf } from "@/pages/gold/colors";
import type { ShapesReport } from "./types";

interface Looks {
  readonly nameOf: (key: string) => string;
  readonly colorOf: (key: string) => string;
}

/** Names and colours as the evaluation has them: a release may call labels otherwise than the
 * project does now. What it does not compare is as in the project. */
export function looksOf(
  report: Pick<ShapesReport, "labels"> | null,
  schema: SchemaDefinition | undefined,
): Looks {
  const own = new Map(report?.labels.map((label) => [label.key, label]));
  const colorNow = colorsOf(schema);
  const nameNow = (key: string) => schema?.labels.find((label) => label.key === key)?.name ?? key;
  return {
    nameOf: (key) => own.get(key)?.name ?? nameNow(key),
    colorOf: (key) => own.get(key)?.color ?? colorNow(key),
  };
}
