import type { Answered } from "@/api/query";
import { IntervalBar } from "@/panels/shared";

type OwnQuality = Answered<"/api/v1/me/quality">["projects"][number];

/** The share of somebody's checks in a project that was right, with its doubt and the mark. */
export function RightShare({ of: { mean, lower, upper, ...of } }: { of: OwnQuality }) {
  return (
    <IntervalBar
      estimate={{ value: mean, lower, upper, count: of.check_count }}
      target={of.pass_mark}
    />
  );
}
