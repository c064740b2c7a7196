import { useCallback, useEffect, useRef, useState } from "react";
import { stash, stashedText, unstash } from "./stash";

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
 * is larger than the browser keeps is not kept.
 */
export function useStash<Kept>(key: string, current: () => Kept | null): Stash<Kept> {
  const [found] = useState(() => read<Kept>(key));
  const written = useRef<string | null>(null);
  const keep = useCallback(() => {
    written.current = stash(key, current());
  }, [key, current]);
  useEffect(() => unstash(key), [key]);
  useEffect(() => {
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      keep(); // gone to another page of the application: back is one press away
    };
  }, [keep]);
  const renew = useCallback(() => {
    // A page that came since may have taken it, or written what is newer.
    if (written.current !== null && stashedText(key) === written.current) keep();
  }, [key, keep]);
  return { found, renew };
}

function read<Kept>(key: string): Kept | null {
  const text = stashedText(key);
  return text === null ? null : (JSON.parse(text) as Kept); // written above
}
