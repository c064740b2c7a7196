/**
 * What somebody set for the workspace, such as its look. It is there at once in this browser, and
 * goes with the person where the page says who they are: `onKept` tells what to send, `takeKept`
 * brings what was set elsewhere.
 */

const PARTS = ["gm-look", "gm-keys", "gm-layout"] as const;
export type KeptPart = (typeof PARTS)[number];
export type Kept = Readonly<Partial<Record<KeptPart, unknown>>>;

/** Changes that the server has not been told of; what it says is older than they are. */
const UNSENT = "gm-kept-unsent";
const CHANGED = "gm-kept";

/** An empty object where nothing sound is kept. */
export function readKept(part: KeptPart): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(part) ?? "{}");
    return typeof found === "object" && found !== null ? { ...found } : {};
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return {};
    throw error;
  }
}

/** False when this browser keeps nothing: it then lasts as long as the page. */
export function keep(part: KeptPart, value: object): boolean {
  const isKept = store({ [part]: value, [UNSENT]: true });
  globalThis.dispatchEvent(new Event(CHANGED));
  return isKept;
}

/** All that is kept; null where the server knows of it. */
export function unsentKept(): Kept | null {
  if (localStorage.getItem(UNSENT) === null) return null;
  return Object.fromEntries(PARTS.map((part) => [part, readKept(part)]));
}

/** The server has this; a change that came meanwhile is still to be sent. */
export function sentKept(sent: Kept): void {
  if (JSON.stringify(unsentKept()) === JSON.stringify(sent)) localStorage.removeItem(UNSENT);
}

/** What was set in another browser, unless something was set here that is not sent yet. */
export function takeKept(found: Readonly<Record<string, unknown>>): void {
  if (unsentKept() !== null) return;
  const known = PARTS.filter((part) => Object.hasOwn(found, part));
  store(Object.fromEntries(known.map((part) => [part, found[part]])));
}

/** `listener` is called after each change; returns the end of it. */
export function onKept(listener: () => void): () => void {
  globalThis.addEventListener(CHANGED, listener);
  return () => globalThis.removeEventListener(CHANGED, listener);
}

function store(values: Readonly<Record<string, unknown>>): boolean {
  try {
    for (const [key, value] of Object.entries(values))
      localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}
