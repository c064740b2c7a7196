import { useQuery } from "@tanstack/react-query";
import { apiQuery, MOST_ROWS } from "@/api/query";
import { useI18n } from "@/panels/shared";
import { useProjects } from "./use-projects";
import { MEMBER_OF, QUALIFIED_FOR, type Trait, WAS_QUALIFIED_FOR } from "./criteria";

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

/**
 * What the criteria of a community may ask for: facts, being in another community, and the
 * qualification of a project of others; undefined while it comes.
 */
export function useCriteriaTraits(organisationId: number, communityId: number) {
  const { t } = useI18n();
  const traits: readonly Trait[] | undefined = useOrganisationTraits(organisationId);
  const { data: communities } = useQuery(
    apiQuery("/api/v1/organisations/{organisation_id}/communities", {
      params: { path: { organisation_id: organisationId }, query: { page_size: MOST_ROWS } },
    }),
  );
  const projects = useProjects(organisationId);
  if (traits === undefined || communities === undefined || projects === undefined) return undefined;
  const others = communities.results.filter(({ id }) => id !== communityId);
  const elsewhere = projects.filter(({ community }) => community?.id !== communityId);
  const standing = [
    lookedUp(MEMBER_OF, t("organisation.memberOf"), others),
    lookedUp(QUALIFIED_FOR, t("organisation.qualifiedFor"), elsewhere),
    lookedUp(WAS_QUALIFIED_FOR, t("organisation.wasQualifiedFor"), elsewhere),
  ];
  return [...traits, ...standing.filter(({ options }) => options.length > 0)];
}

/** A fact nobody answers, over things of the organisation that have names. */
function lookedUp(
  key: string,
  name: string,
  things: readonly { id: number; name: string }[],
): Trait {
  const options = things.map(({ id, name: thing }) => ({ key: String(id), name: thing }));
  return { key, name, question: "", type: "choices", options, position: 0, filled_by: "service" };
}
