import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { useCan } from "@/pages/shell/session";

/** Whether the person manages the project; false while that is looked up. */
export function useManages(projectId: number): boolean {
  const project = useQuery(
    apiQuery("/api/v1/projects/{project_id}", { params: { path: { project_id: projectId } } }),
  );
  return useCan("managers", project.data?.organisation_id ?? 0);
}
