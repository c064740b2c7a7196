import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type Answered, apiQuery } from "@/api/query";

const layout = getRouteApi("/signed-in/p/$projectId");

export type Project = Answered<"/api/v1/projects/{project_id}">;

/** The query of one project; the layout loads it before any of its pages. */
export function projectQuery(projectId: number) {
  return apiQuery("/api/v1/projects/{project_id}", {
    params: { path: { project_id: projectId } },
  });
}

/** The project of the page; only below the project's layout. */
export function useProject(): Project {
  const { projectId } = layout.useParams();
  const { data } = useQuery(projectQuery(projectId));
  if (data === undefined) throw new Error("useProject needs the project's layout above it");
  return data;
}
