/** What a tab keeps of unsent work while its page is away; nothing else of it is the person's. */

const MINE = "stash:";

/** As it was written, to tell later whether it is still the same; null for nothing. */
export function stashedText(key: string): string | null {
  return sessionStorage.getItem(MINE + key);
}

/** Returns what stands there now. What is larger than the browser keeps is not kept. */
export function stash(key: string, kept: unknown): string | null {
  if (kept === null) {
    unstash(key);
    return null;
  }
  try {
    sessionStorage.setItem(MINE + key, JSON.stringify(kept));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // no room: as without it
  }
  return stashedText(key);
}

export function unstash(key: string): void {
  sessionStorage.removeItem(MINE + key);
}

/** The next person in this tab is another one. */
export function forgetStashes(): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(MINE)) sessionStorage.removeItem(name);
  }
}
