import { useCallback, useEffect, useRef, useState } from "react";
import {
  forgetInTab,
  keepInTab,
  onForgotten,
  readInTab,
  type TabKey,
  textInTab,
} from "./kept-in-tab";

interface Stash<Kept> {
  /** What was there when this tab's page last went. */
  readonly found: Kept | null;
  /** Something of it has reached the server, perhaps after the page went: it is not kept for later. */
  readonly renew: () => void;
}

/**
 * What was there when this tab's page last went, and what to keep when it goes again.
 *
 * A reload or the back button loses no stroke, whatever the network does: it is written as the page
 * goes, and read once by the page that comes, whose `current` has it too from then on: it may go
 * again before anything is done with it. `current` says null where there is nothing to keep. What
 * is larger than the browser keeps is not kept, and nothing once the person has left the tab.
 */
export function useStash<Kept>(key: TabKey, current: () => Kept | null): Stash<Kept> {
  const [found] = useState(() => readInTab(key) as Kept | null); // written below
  const written = useRef<string | null>(null);
  const hasLeft = useRef(false);
  const keep = useCallback(() => {
    written.current = hasLeft.current ? null : keepInTab(key, current());
  }, [key, current]);
  useEffect(() => forgetInTab(key), [key]);
  useEffect(() => {
    const unsubscribe = onForgotten(() => {
      hasLeft.current = true;
    });
    window.addEventListener("pagehide", keep);
    return () => {
      unsubscribe();
      window.removeEventListener("pagehide", keep);
      keep(); // gone to another page of the application: back is one press away
    };
  }, [keep]);
  const renew = useCallback(() => {
    // A page that came since may have taken it, or written what is newer.
    if (written.current !== null && textInTab(key) === written.current) keep();
  }, [key, keep]);
  return { found, renew };
}
