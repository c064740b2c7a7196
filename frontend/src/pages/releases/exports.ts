import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "@/api/client";
import { isLive, WHILE_LIVE_MS } from "@/api/operation";
import { apiKey, apiQuery, MOST_ROWS } from "@/api/query";
import type { components } from "@/api/schema";
import { useSend } from "@/api/send";

const PATH = "/api/v1/releases/{release_id}/exports";
/** What a file holds of the pictures beside their labels. */
export type Holds = "labels" | "pictures" | "ours" | "own";
export const HOLDS: readonly Holds[] = ["labels", "pictures", "ours", "own"];

export const HOLD_NAMES = {
  labels: "releases.labelsOnly",
  pictures: "releases.withPictures",
  ours: "releases.withLinks",
  own: "releases.withOwnLinks",
} as const;

type Asked = components["schemas"]["ExportInRequest"];

/** How a file is asked for that holds this. */
export function askedFor(holds: Holds): Pick<Asked, "has_pictures" | "links"> {
  const links = holds === "ours" || holds === "own" ? { links: holds } : {};
  return { has_pictures: holds === "pictures", ...links };
}

/** The files of a release, newest first, looked at again while one is made; and asking for one. */
export function useExports(releaseId: number) {
  const place = { release_id: releaseId };
  const exports = useQuery({
    ...apiQuery(PATH, { params: { path: place, query: { page_size: MOST_ROWS } } }),
    refetchInterval: ({ state }) =>
      state.data?.results.some(isLive) === true ? WHILE_LIVE_MS : false,
  });
  const prepare = useSend({
    send: (body: Asked, headers) =>
      answerOf(api.POST(PATH, { params: { path: place }, body, headers })),
    stale: [apiKey(PATH, place)],
  });
  const cancel = useSend({
    send: (exportId: number, headers) =>
      answerOf(
        api.POST("/api/v1/exports/{export_id}/cancel", {
          params: { path: { export_id: exportId } },
          headers,
        }),
      ),
    stale: [apiKey(PATH, place)],
  });
  const { data } = exports;
  return { rows: data?.results ?? [], isKnown: data !== undefined, prepare, cancel };
}
