import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";

const PATH = "/api/v1/projects/{project_id}/guideline-change";
/** A guideline changes rarely, and every task of somebody at work would ask. */
const FRESH_MS = 300_000;

/** What a new version changed since the person read it, null for nothing, and to say it is read. */
export function useGuidelineChange(projectId: number) {
  const place = { project_id: projectId };
  const { data } = useQuery({
    ...apiQuery(PATH, { params: { path: place } }),
    staleTime: FRESH_MS,
  });
  const read = useSend({
    send: (guideline_version_id: number, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/guideline-reading", {
          params: { path: place },
          body: { guideline_version_id },
          headers,
        }),
      ),
    stale: [apiKey(PATH, place), apiKey("/api/v1/projects/{project_id}/way", place)],
  });
  return { change: data?.change ?? null, read };
}
