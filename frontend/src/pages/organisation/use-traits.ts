import { useQuery } from "@tanstack/react-query";
import { apiQuery, MOST_ROWS } from "@/api/query";
import { useI18n } from "@/panels/shared";
import { MEMBER_OF, type Trait } from "./criteria";

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

/** What the criteria of a community may ask for: facts, and being in another community. */
export function useCriteriaTraits(organisationId: number, communityId: number) {
  const { t } = useI18n();
  const traits: readonly Trait[] | undefined = useOrganisationTraits(organisationId);
  const { data } = useQuery(
    apiQuery("/api/v1/organisations/{organisation_id}/communities", {
      params: { path: { organisation_id: organisationId }, query: { page_size: MOST_ROWS } },
    }),
  );
  if (traits === undefined || data === undefined) return undefined;
  const others = data.results.filter(({ id }) => id !== communityId);
  if (others.length === 0) return traits;
  const memberOf: Trait = {
    key: MEMBER_OF,
    name: t("organisation.memberOf"),
    question: "",
    type: "choices",
    options: others.map(({ id, name }) => ({ key: String(id), name })),
    position: 0,
    filled_by: "service",
  };
  return [...traits, memberOf];
}
