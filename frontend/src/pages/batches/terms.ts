import type { Batch } from "./state";

/** When a batch is open and for whom, as the fields have it. */
export interface Terms {
  /** Local time, as the browser's field gives it; empty: no bound. */
  readonly opensAt: string;
  readonly closesAt: string;
  readonly audienceId: string | null;
}

export const ANY_TIME_FOR_ALL: Terms = { opensAt: "", closesAt: "", audienceId: null };

/** The terms of a batch as they are. */
export function termsOf({ opens_at, closes_at, audience_id }: Batch): Terms {
  return {
    opensAt: localOf(opens_at),
    closesAt: localOf(closes_at),
    audienceId: audience_id === null ? null : String(audience_id),
  };
}

/** The terms as the API has them. */
export function termsBody({ opensAt, closesAt, audienceId }: Terms) {
  return {
    opens_at: momentOf(opensAt),
    closes_at: momentOf(closesAt),
    audience_id: audienceId === null ? null : Number(audienceId),
  };
}

export function momentOf(local: string): string | null {
  return local === "" ? null : new Date(local).toISOString();
}

/** "2026-03-02T09:00", local, of a moment; the field has no seconds. */
export function localOf(iso: string | null): string {
  if (iso === null) return "";
  const moment = new Date(iso);
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
