/**
 * What somebody is in the middle of, over a reload or a crash of the tab. It goes with the tab: on a
 * device that people share nobody finds it in another one. It is kept under the person's name, so
 * that nobody finds it who signs in after them in the same tab either.
 */

const MINE = "kept:";
const FORGOTTEN = "guildmark:tab-forgotten";

declare const ofPerson: unique symbol;
/** Names something of one person; made by `tabKey` alone. */
export type TabKey = string & { readonly [ofPerson]: true };

export function tabKey(ownerId: number, name: string): TabKey {
  return `${MINE}${ownerId}:${name}` as TabKey; // the one place that makes them
}

/** As it was written, to tell later whether it is still the same; null for nothing. */
export function textInTab(key: TabKey): string | null {
  return orNull(() => sessionStorage.getItem(key));
}

/** Null where nothing is kept, or nothing that can be read. */
export function readInTab(key: TabKey): unknown {
  try {
    return JSON.parse(textInTab(key) ?? "null");
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * Returns what stands there now: null for nothing, also where it is larger than the browser keeps.
 * Then what stood there before is gone too, for it would come back as if nothing had been done since.
 */
export function keepInTab(key: TabKey, value: unknown): string | null {
  return keepText(key, value === null ? null : JSON.stringify(value));
}

function keepText(key: TabKey, text: string | null): string | null {
  unkept.delete(key);
  const kept = text === null ? null : orNull(() => written(key, text));
  if (kept === null) forgetInTab(key);
  return kept;
}

/** What the tab had no room for: it lasts as long as the page. */
const unkept = new Map<TabKey, unknown>();
/** Of the 5 MB or so that browsers give a tab, most is for what somebody draws, as the page goes. */
const MOST_BESIDE_CHARS = 500_000;

/**
 * As `keepInTab`, and where the browser keeps nothing, or has no room, as long as the page lasts; so
 * is what is so large that it would take the room of what is kept as the page goes.
 */
export function keepOnPage(key: TabKey, value: unknown): void {
  const text = JSON.stringify(value);
  if (keepText(key, text.length > MOST_BESIDE_CHARS ? null : text) === null) unkept.set(key, value);
}

/** What `keepOnPage` was given, or what the tab keeps. */
export function readOnPage(key: TabKey): unknown {
  return unkept.get(key) ?? readInTab(key);
}

export function forgetInTab(key: TabKey): void {
  unkept.delete(key);
  orNull(() => sessionStorage.removeItem(key));
}

/** The person leaves this tab: nothing of it stays, and who is still on the screen keeps no more. */
export function forgetTab(): void {
  window.dispatchEvent(new Event(FORGOTTEN));
  unkept.clear();
  orNull(() => {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(MINE)) sessionStorage.removeItem(name);
    }
  });
}

/** Calls when the person leaves the tab; returns what ends that. */
export function onForgotten(act: () => void): () => void {
  window.addEventListener(FORGOTTEN, act);
  return () => window.removeEventListener(FORGOTTEN, act);
}

function written(key: TabKey, text: string): string {
  sessionStorage.setItem(key, text);
  return text;
}

/** Null where the browser keeps nothing, or has no room. */
function orNull<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return null;
  }
}
