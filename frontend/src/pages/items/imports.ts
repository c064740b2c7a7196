import { useQuery } from "@tanstack/react-query";
import { isLive } from "@/api/operation";
import { type Answered, apiQuery } from "@/api/query";
import type { Tone } from "@/panels/shared";

export const IMPORTS = "/api/v1/datasets/{dataset_id}/imports";
export const IMPORT = "/api/v1/imports/{import_id}";
export type ImportRow = Answered<typeof IMPORTS>["results"][number];

export const STATE_NAMES = {
  collecting: "items.takesFiles",
  queued: "items.waits",
  running: "items.isRead",
  done: "items.isIn",
  failed: "items.hasFailed",
  cancelled: "items.isStopped",
} as const;

export const STATE_TONES: Record<keyof typeof STATE_NAMES, Tone> = {
  collecting: "caution",
  queued: "active",
  running: "active",
  done: "good",
  failed: "problem",
  cancelled: "quiet",
};

/** What a person is told: one that still takes files waits for them, not for a worker. */
export function shownState(row: ImportRow): keyof typeof STATE_NAMES {
  return row.is_collecting && row.state === "queued" ? "collecting" : row.state;
}

export function isOver(row: ImportRow): boolean {
  return !isLive(row);
}

/** The one import of a dataset that is not over, whoever began it; null where there is none. */
export function useLiveImport(datasetId: number | null): ImportRow | null {
  const path = { dataset_id: datasetId ?? 0 };
  const newest = useQuery({
    ...apiQuery(IMPORTS, { params: { path, query: { page_size: 1 } } }),
    enabled: datasetId !== null,
  });
  const row = newest.data?.results[0];
  return row === undefined || isOver(row) ? null : row;
}
