/** A claim of a task as the server answers it: of a picture to be boxed, or of none. */

const LABEL = { key: "coin", name: "Coin", color: "aqua", kind: "box", attributes: [] };

export function leased(id: number, name: string) {
  return {
    outcome: "leased",
    assignment: {
      id,
      project_id: 2,
      project_name: "Coins",
      item: { id, name, width_px: 400, height_px: 300, image_url: `/media/${id}` },
      step: "draw",
      state: "leased",
      lease_seconds_left: 1800,
      extensions_left: 3,
      price: { amount_minor: 5, currency: "EUR" },
      schema_version: {
        id: 1,
        number: 1,
        definition: { version: 1, labels: [LABEL], questions: [] },
      },
      guideline_version: { id: 1, number: "1.0" },
      draft: null,
      subject: null,
      sent_back: null,
    },
  };
}

export const NOTHING_LEFT = {
  outcome: "empty",
  reason: "nothing_left",
  detail: "All done.",
  retry_after_seconds: null,
  is_restricted: false,
};
