import { Figure, useI18n } from "@/panels/shared";
import type { Measured } from "./types";

/** A figure with its interval, or the reason why there is none. */
export function Measure({
  label,
  of: found,
  note,
}: {
  label: string;
  of: Measured;
  note?: string;
}) {
  const { t, number, bounds } = useI18n();
  const { value, lower, upper, undefined_reason: why } = found;
  const doubt =
    lower === null || upper === null
      ? null
      : t("evaluation.likely", { bounds: bounds(lower, upper) });
  return (
    <Figure
      label={label}
      value={value === null ? t("evaluation.undefined") : number(value, 2)}
      note={value === null ? why : (doubt ?? note ?? undefined)}
    />
  );
}
