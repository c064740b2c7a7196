/**
 * What somebody is in the middle of, over a reload or a crash of the tab. It goes with the tab: on a
 * device that people share nobody finds it in another one.
 */

/** Null where nothing is kept, or nothing that can be read. */
export function readInTab(name: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(`gm-tab-${name}`) ?? "null");
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Without room for it, or where a browser keeps nothing, it lasts as long as the page. */
export function keepInTab(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(`gm-tab-${name}`, JSON.stringify(value));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

export function forgetInTab(name: string): void {
  try {
    sessionStorage.removeItem(`gm-tab-${name}`);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
