import { useQuery } from "@tanstack/react-query";
import { apiQuery, MOST_ROWS } from "@/api/query";

/** The organisation's projects; undefined while they come. */
export function useProjects(organisationId: number) {
  const { data } = useQuery(
    apiQuery("/api/v1/organisations/{organisation_id}/projects", {
      params: { path: { organisation_id: organisationId }, query: { page_size: MOST_ROWS } },
    }),
  );
  return data?.results;
}
