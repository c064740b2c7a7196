import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { apiQuery } from "@/api/query";
import type { LabelSchema } from "@/model/schema";
import { aidsOf, ASK_AGAIN_MS, usesAids } from "@/pages/work/use-aids";
import type { StageAids, StagePicture } from "@/panels/workspace";

/** What is after this in the link to a picture says which picture, and to whom it was given. */
const MEDIA = "/media/";

/** What there is beside a picture without a task; null until it is known. */
export function usePictureAids(
  projectId: number,
  picture: StagePicture,
  schema: LabelSchema,
): StageAids | null {
  const link = picture.url.split(MEDIA)[1] ?? "";
  const { data, isError } = useQuery({
    ...apiQuery("/api/v1/projects/{project_id}/pictures/{picture}/aids", {
      params: { path: { project_id: projectId, picture: link } },
    }),
    enabled: link !== "" && usesAids(picture, schema),
    refetchInterval: ({ state }) => (state.data?.is_waiting === true ? ASK_AGAIN_MS : false),
  });
  return useMemo(() => aidsOf(data, isError), [data, isError]);
}
