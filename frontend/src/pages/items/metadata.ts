import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import { useProject } from "@/pages/shell/project";

const PROFILE = "/api/v1/datasets/{dataset_id}/profile";
type MetadataKey = Answered<typeof PROFILE>["metadata_keys"][number];

/** What was said of the pictures of the project's dataset, as its profile knows; none without. */
export function useMetadataKeys(): readonly MetadataKey[] {
  const datasetId = useProject().dataset?.id;
  const profile = useQuery({
    ...apiQuery(PROFILE, { params: { path: { dataset_id: datasetId ?? 0 } } }),
    enabled: datasetId !== undefined,
  });
  return profile.data?.metadata_keys ?? [];
}
