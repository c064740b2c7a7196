import type { Answered } from "@/api/query";

export const PAYMENTS = "/api/v1/organisations/{organisation_id}/payments";
export const PAYOUTS = "/api/v1/organisations/{organisation_id}/payouts";
export type Payments = Answered<typeof PAYMENTS>;
export type Payment = Payments["results"][number];
export type Total = Payments["totals"][number];
export type Payout = Answered<typeof PAYOUTS>["results"][number];

/** What becomes of work, with its name. */
export const PARTS = [
  ["due", "payments.due"],
  ["waiting", "payments.waiting"],
  ["paid", "payments.paid"],
  ["rejected", "payments.rejected"],
] as const;

/** Days as fields have them, "" for an open end. */
export interface Period {
  since: string;
  until: string;
  project: number | null;
}

/** The same as the service takes it: what bounds nothing is left out. */
export interface Bounds {
  since?: string;
  until?: string;
  project_id?: number;
}

export function boundsOf({ since, until, project }: Period): Bounds {
  return {
    ...(since === "" ? {} : { since }),
    ...(until === "" ? {} : { until }),
    ...(project === null ? {} : { project_id: project }),
  };
}

/** Where the same people come as CSV. */
export function tableOf(organisationId: number, bounds: Bounds): string {
  const asked = Object.entries(bounds).map(([name, value]) => [name, String(value)]);
  const query = asked.length === 0 ? "" : `?${new URLSearchParams(asked)}`;
  return `/api/v1/organisations/${organisationId}/payments.csv${query}`;
}

/** A moment within a day, wherever the reader is. */
export function noonOf(day: string): string {
  return `${day}T12:00:00`;
}
