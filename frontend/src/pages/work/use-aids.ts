import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { apiQuery } from "@/api/query";
import type { Assignment } from "@/api/work";
import type { LabelSchema } from "@/model/schema";
import type { StageAids } from "@/panels/workspace";

/** What there is beside the picture; null until it is known, and where no label could use it. */
export function useAids(assignment: Assignment, schema: LabelSchema): StageAids | null {
  const hasMasks = schema.labels.some(({ kind }) => kind === "mask");
  const { data } = useQuery({
    ...apiQuery("/api/v1/assignments/{assignment_id}/aids", {
      params: { path: { assignment_id: assignment.id } },
    }),
    enabled: hasMasks,
  });
  const url = data?.superpixels_url;
  return useMemo(() => (url === undefined ? null : { superpixelsUrl: url }), [url]);
}
