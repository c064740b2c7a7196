import { useSyncExternalStore } from "react";
import type { Problem } from "@/api/problem";
import { onForgotten, type TabKey } from "@/pages/shell/kept-in-tab";

/** A photograph on its way or not sent, with the key under which it may have arrived all the same. */
export interface Photograph {
  readonly file: File;
  readonly stratumId: number;
  readonly key: string;
}

/** How it stands with what one person sends to one project. */
export interface Sending {
  /** On its way, or kept to be sent again; null where neither is so. */
  readonly photograph: Photograph | null;
  /** How much of it is sent, 0 to 1; null where nothing is on its way. */
  readonly share: number | null;
  /** Of the last one. */
  readonly problem: Problem | null;
  readonly isTaken: boolean;
}

export const IDLE: Sending = { photograph: null, share: null, problem: null, isTaken: false };

/**
 * A photograph may lie nowhere else: it lasts as long as the page, through a sign-in and every way
 * round the application, and goes when the person leaves the tab. No storage of a tab holds it.
 */
const sendings = new Map<TabKey, Sending>();
const listeners = new Set<() => void>();

onForgotten(() => {
  sendings.clear();
  tell();
});

export function useSending(key: TabKey): Sending {
  return useSyncExternalStore(listen, () => sendings.get(key) ?? IDLE);
}

export function putSending(key: TabKey, sending: Sending): void {
  sendings.set(key, sending);
  tell();
}

/** As `putSending`, unless the person has left the tab meanwhile, or another one is on its way. */
export function followSending(key: TabKey, of: Photograph, sending: Sending): void {
  if (sendings.get(key)?.photograph === of) putSending(key, sending);
}

/** What is neither on its way nor kept needs not be told again. */
export function forgetSettled(key: TabKey): void {
  if (sendings.get(key)?.photograph === null) sendings.delete(key);
}

function listen(act: () => void): () => void {
  listeners.add(act);
  return () => listeners.delete(act);
}

function tell(): void {
  for (const act of listeners) act();
}
