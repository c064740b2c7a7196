import { useCallback, useEffect, useRef, useState } from "react";
import {
  forgetInTab,
  keepInTab,
  onForgotten,
  readInTab,
  type TabKey,
  textInTab,
} from "./kept-in-tab";

/** What was done longer ago than this outlives a page that dies without a word. */
const KEEP_AFTER_MS = 1000;

interface Stash<Kept> {
  /** What was there when this tab's page last went. */
  readonly found: Kept | null;
  /** Something of it has reached the server, perhaps after the page went: it is not kept for later. */
  readonly renew: () => void;
  /** Something was done: it is kept within a second, whether the page goes or crashes. */
  readonly changed: () => void;
}

/**
 * What was there when this tab's page last went, and what to keep when it goes again.
 *
 * A reload or the back button loses no stroke, whatever the network does: it is written as the page
 * goes, and read once by the page that comes, whose `current` has it too from then on: it may go
 * again before anything is done with it. Where `changed` is told, a crash loses the last second at
 * most. `current` says null where there is nothing to keep. What is larger than the browser keeps is
 * not kept, and nothing once the person has left the tab.
 */
export function useStash<Kept>(key: TabKey, current: () => Kept | null): Stash<Kept> {
  const [found] = useState(() => readInTab(key) as Kept | null); // written below
  const written = useRef<string | null>(null);
  const hasLeft = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const isThere = useRef(false);
  const keep = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    written.current = hasLeft.current ? null : keepInTab(key, current());
  }, [key, current]);
  useEffect(() => forgetInTab(key), [key]);
  useEffect(() => {
    isThere.current = true;
    const unsubscribe = onForgotten(() => {
      hasLeft.current = true;
    });
    window.addEventListener("pagehide", keep);
    return () => {
      isThere.current = false;
      unsubscribe();
      window.removeEventListener("pagehide", keep);
      keep(); // gone to another page of the application: back is one press away
    };
  }, [keep]);
  const renew = useCallback(() => {
    // A page that came since may have taken it, or written what is newer.
    if (written.current !== null && textInTab(key) === written.current) keep();
  }, [key, keep]);
  const changed = useCallback(() => {
    // What is heard of after the page went is of no page any more.
    if (isThere.current) timer.current ??= setTimeout(keep, KEEP_AFTER_MS);
  }, [keep]);
  return { found, renew, changed };
}
