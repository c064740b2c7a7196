import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { apiQuery, type Answered } from "@/api/query";
import type { Assignment } from "@/api/work";
import type { ImageSize } from "@/model/points";
import type { LabelSchema } from "@/model/schema";
import { isLarge } from "@/model/tiles";
import type { StageAids } from "@/panels/workspace";

/** The picture came in a moment ago: its cells are being made. */
export const ASK_AGAIN_MS = 10_000;
const NONE: StageAids = { superpixelsUrl: null, tilesUrl: null, pluginUrl: null };

type Found = Answered<"/api/v1/assignments/{assignment_id}/aids">;

/** Whether there is anything to ask for: masks use cells and plug-ins, a large picture tiles. */
export function usesAids(picture: ImageSize, schema: LabelSchema): boolean {
  return schema.labels.some(({ kind }) => kind === "mask") || isLarge(picture);
}

/** Null until it is known; nothing where it could not be asked. */
export function aidsOf(found: Found | undefined, isError: boolean): StageAids | null {
  if (found === undefined) return isError ? NONE : null;
  const { superpixels_url, tiles_url, plugin_url } = found;
  return { superpixelsUrl: superpixels_url, tilesUrl: tiles_url, pluginUrl: plugin_url };
}

/** What there is beside the picture; null until it is known, and where nothing could use it. */
export function useAids({ id, item }: Assignment, schema: LabelSchema): StageAids | null {
  const { data, isError } = useQuery({
    ...apiQuery("/api/v1/assignments/{assignment_id}/aids", {
      params: { path: { assignment_id: id } },
    }),
    enabled: usesAids(item, schema),
    refetchInterval: ({ state }) => (state.data?.is_waiting === true ? ASK_AGAIN_MS : false),
  });
  return useMemo(() => aidsOf(data, isError), [data, isError]);
}
