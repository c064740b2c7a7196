/** The kinds of events, as the server groups them. */
export const KINDS = [
  "organisation",
  "people",
  "project",
  "batches",
  "tasks",
  "work",
  "quality",
  "data",
] as const;
export type Kind = (typeof KINDS)[number];

/** What of a trail is shown, and from where on. */
export interface Narrowing {
  kind: Kind | undefined;
  person: { id: number; name: string } | undefined;
  /** Days as in a date field, local: "2026-11-28". */
  since: string;
  until: string;
  cursor: number | undefined;
}

export const EVERYTHING: Narrowing = {
  kind: undefined,
  person: undefined,
  since: "",
  until: "",
  cursor: undefined,
};

/** As the server is asked; a day counts whole, in local time. */
export function queryOf({ kind, person, since, until, cursor }: Narrowing) {
  return {
    ...(kind && { kind: [kind] }),
    ...(person && { person_id: person.id }),
    ...(since && { since: new Date(`${since}T00:00:00`).toISOString() }),
    ...(until && { until: new Date(`${until}T23:59:59.999`).toISOString() }),
    ...(cursor !== undefined && { cursor }),
  };
}
