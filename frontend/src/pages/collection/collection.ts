import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, MOST_ROWS } from "@/api/query";
import type { Picture } from "@/pages/items/DeletePictures";

export const BRIEF = "/api/v1/projects/{project_id}/collection";
export const COLLECTED = "/api/v1/projects/{project_id}/collected";

export type Brief = Answered<typeof BRIEF>;
export type Asset = Answered<typeof COLLECTED>["results"][number];

/** Pictures in these states are shown; first those that wait. */
export const SHOWN = ["waiting", "accepted", "rejected"] as const satisfies Asset["state"][];

/** Every item that a picture of the project has become, and that is there. */
export async function acceptedItems(projectId: number): Promise<Picture[]> {
  const path = { project_id: projectId };
  const items: Picture[] = [];
  for (let page = 1, isMore = true; isMore; page += 1) {
    const query = { state: "accepted", page, page_size: MOST_ROWS } as const;
    const found = await answerOf(api.GET(COLLECTED, { params: { path, query } }));
    for (const { item_id: id, dataset_id: datasetId } of found.results)
      if (id !== null && datasetId !== null) items.push({ id, datasetId });
    isMore = found.next !== null;
  }
  return items;
}

/** What a review or a change of the brief makes stale. */
export function staleOf(projectId: number) {
  const place = { project_id: projectId };
  return [apiKey(BRIEF, place), apiKey(COLLECTED, place)];
}

/** An example on its way into the brief; the picture only to be shown. */
export interface PickedExample {
  item_id: number;
  is_right: boolean;
  caption: string;
  image_url: string;
}

/** The examples of a brief, as they are changed. */
export function examplesOf(brief: Brief | null): PickedExample[] {
  return (brief?.examples ?? []).map((one) => ({ ...one }));
}

/** The fields of the form; kinds without an id are new. */
export function valuesOf(brief: Brief | null) {
  return {
    body: brief?.body ?? "",
    strata: (brief?.strata ?? []).map(
      ({ id, name, wanted }): { id: number | null; name: string; wanted: number } => ({
        id,
        name,
        wanted,
      }),
    ),
    examples: examplesOf(brief),
    consent_body: brief?.consent_text?.body ?? "",
    licence: brief?.consent_text?.licence ?? "",
    is_open: brief?.is_open ?? false,
    asks_qualification: brief?.asks_qualification ?? false,
    reviews_wanted: brief?.reviews_wanted ?? 0,
    review_price_minor: brief?.review_price.amount_minor ?? 0,
    price_minor: brief?.price.amount_minor ?? 0,
    min_short_side_px: brief?.min_short_side_px ?? 600,
    min_mean: brief?.min_mean ?? 30,
    min_sharpness: brief?.min_sharpness ?? 20,
  };
}
export type BriefValues = ReturnType<typeof valuesOf>;

/** What is sent of the form: the pictures of examples are only shown. */
export function sentOf(values: BriefValues) {
  const examples = values.examples.map(({ item_id, is_right, caption }) => ({
    item_id,
    is_right,
    caption,
  }));
  return { ...values, examples };
}
