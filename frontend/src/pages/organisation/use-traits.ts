import { useQuery } from "@tanstack/react-query";
import { apiQuery, MOST_ROWS } from "@/api/query";

export const OWN_TRAITS = "/api/v1/organisations/{organisation_id}/traits";

/** What an organisation may ask for, the catalogue and its own; undefined while it comes. */
export function useOrganisationTraits(organisationId: number) {
  const { data } = useQuery(
    apiQuery(OWN_TRAITS, {
      params: { path: { organisation_id: organisationId }, query: { page_size: MOST_ROWS } },
    }),
  );
  return data?.results;
}
