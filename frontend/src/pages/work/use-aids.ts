import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { apiQuery } from "@/api/query";
import type { Assignment } from "@/api/work";
import type { LabelSchema } from "@/model/schema";
import type { StageAids } from "@/panels/workspace";

/** The picture came in a moment ago: its cells are being made. */
const ASK_AGAIN_MS = 10_000;

/** What there is beside the picture; null until it is known, and where no label could use it. */
export function useAids(assignment: Assignment, schema: LabelSchema): StageAids | null {
  const hasMasks = schema.labels.some(({ kind }) => kind === "mask");
  const { data } = useQuery({
    ...apiQuery("/api/v1/assignments/{assignment_id}/aids", {
      params: { path: { assignment_id: assignment.id } },
    }),
    enabled: hasMasks,
    refetchInterval: ({ state }) => (state.data?.is_waiting === true ? ASK_AGAIN_MS : false),
  });
  const url = data?.superpixels_url;
  return useMemo(() => (url === undefined ? null : { superpixelsUrl: url }), [url]);
}
