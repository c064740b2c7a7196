import { useQuery } from "@tanstack/react-query";
import { type Answered, MOST_ROWS, apiQuery } from "@/api/query";

export const BUCKETS = "/api/v1/organisations/{organisation_id}/buckets";
export type Bucket = Answered<typeof BUCKETS>["results"][number];

/** The buckets that an organisation has named. */
export function useBuckets(organisationId: number) {
  const path = { organisation_id: organisationId };
  return useQuery(apiQuery(BUCKETS, { params: { path, query: { page_size: MOST_ROWS } } }));
}
