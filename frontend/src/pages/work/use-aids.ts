import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { apiQuery } from "@/api/query";
import type { Assignment } from "@/api/work";
import type { LabelSchema } from "@/model/schema";
import { isLarge } from "@/model/tiles";
import type { StageAids } from "@/panels/workspace";

/** The picture came in a moment ago: its cells are being made. */
const ASK_AGAIN_MS = 10_000;
const NONE: StageAids = { superpixelsUrl: null, tilesUrl: null, pluginUrl: null };

/** What there is beside the picture; null until it is known, and where nothing could use it. */
export function useAids({ id, item }: Assignment, schema: LabelSchema): StageAids | null {
  const hasMasks = schema.labels.some(({ kind }) => kind === "mask");
  const { data, isError } = useQuery({
    ...apiQuery("/api/v1/assignments/{assignment_id}/aids", {
      params: { path: { assignment_id: id } },
    }),
    enabled: hasMasks || isLarge(item),
    refetchInterval: ({ state }) => (state.data?.is_waiting === true ? ASK_AGAIN_MS : false),
  });
  const { superpixels_url: cells, tiles_url: tiles, plugin_url: plugin } = data ?? {};
  return useMemo(() => {
    if (cells === undefined || tiles === undefined || plugin === undefined)
      return isError ? NONE : null;
    return { superpixelsUrl: cells, tilesUrl: tiles, pluginUrl: plugin };
  }, [cells, tiles, plugin, isError]);
}
