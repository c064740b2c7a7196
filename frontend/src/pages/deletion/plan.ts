import { useQuery } from "@tanstack/react-query";
import { type Answered, apiKey, apiQuery } from "@/api/query";

export const OF_PROJECT = "/api/v1/projects/{project_id}/deletion";
export const OF_DATASET = "/api/v1/datasets/{dataset_id}/deletion";
/** Something that is being deleted is looked after so often. */
export const LOOK_MS = 2000;

export type Kind = "project" | "dataset";
export type Plan = Answered<typeof OF_PROJECT>;

/** What deleting it would take, and the deletion asked for last; looked at again `while` that. */
export function usePlan(kind: Kind, id: number, { again = never }: { again?: Again } = {}) {
  const options = {
    refetchInterval: ({ state }: Looked) => (again(state) ? LOOK_MS : (false as const)),
  };
  const ofProject = useQuery({
    ...apiQuery(OF_PROJECT, { params: { path: { project_id: id } } }),
    enabled: kind === "project",
    ...options,
  });
  const ofDataset = useQuery({
    ...apiQuery(OF_DATASET, { params: { path: { dataset_id: id } } }),
    enabled: kind === "dataset",
    ...options,
  });
  return kind === "project" ? ofProject : ofDataset;
}

export function planKey(kind: Kind, id: number) {
  return kind === "project"
    ? apiKey(OF_PROJECT, { project_id: id })
    : apiKey(OF_DATASET, { dataset_id: id });
}

/** The query that lists those of an organisation. */
export function listKey(kind: Kind, organisationId: number) {
  const place = { organisation_id: organisationId };
  return kind === "project"
    ? apiKey("/api/v1/organisations/{organisation_id}/projects", place)
    : apiKey("/api/v1/organisations/{organisation_id}/datasets", place);
}

interface Looked {
  state: { error: unknown; data?: Plan | undefined };
}
type Again = (state: Looked["state"]) => boolean;
const never = () => false;
