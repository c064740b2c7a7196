import { useQuery } from "@tanstack/react-query";
import { isLive, WHILE_LIVE_MS } from "@/api/operation";
import { apiKey, apiQuery } from "@/api/query";
import type { EvaluationRow } from "./types";

/** What predictions are held against: a release of the project, or its known answers. */
export type Against =
  | { readonly kind: "release"; readonly releaseId: number }
  | { readonly kind: "gold"; readonly projectId: number };

/** What an evaluation was held against. */
export function againstOf({
  release_id: releaseId,
  project_id: projectId,
}: EvaluationRow): Against {
  return releaseId === null ? { kind: "gold", projectId } : { kind: "release", releaseId };
}

const OF_RELEASE = "/api/v1/releases/{release_id}/evaluations";
const OF_GOLD = "/api/v1/projects/{project_id}/gold-evaluations";

interface Asked {
  page?: number;
  page_size?: number;
}

function often({ state }: { state: { data?: { results: readonly EvaluationRow[] } } }) {
  return state.data?.results.some(isLive) === true ? WHILE_LIVE_MS : false;
}

/** The evaluations against it, newest first; looked at again while one is computed. */
export function useEvaluations(against: Against, query: Asked) {
  const isGold = against.kind === "gold";
  const ofRelease = useQuery({
    ...apiQuery(OF_RELEASE, {
      params: { path: { release_id: isGold ? 0 : against.releaseId }, query },
    }),
    enabled: !isGold,
    refetchInterval: often,
  });
  const ofGold = useQuery({
    ...apiQuery(OF_GOLD, {
      params: { path: { project_id: isGold ? against.projectId : 0 }, query },
    }),
    enabled: isGold,
    refetchInterval: often,
  });
  return isGold ? ofGold : ofRelease;
}

/** Where a file of predictions goes. */
export function uploadAddress(against: Against): string {
  return against.kind === "gold"
    ? `/api/v1/projects/${against.projectId}/gold-evaluations`
    : `/api/v1/releases/${against.releaseId}/evaluations`;
}

/** The list that a new evaluation makes stale. */
export function listKey(against: Against) {
  return against.kind === "gold"
    ? apiKey(OF_GOLD, { project_id: against.projectId })
    : apiKey(OF_RELEASE, { release_id: against.releaseId });
}
