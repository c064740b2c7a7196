import { useEffect, useState } from "react";

/**
 * What was there when this tab's page last went, and what to keep when it goes again.
 *
 * A reload or the back button loses no stroke, whatever the network does: it is written as the page
 * goes, and read once by the page that comes. `current` says null where there is nothing to keep. What is larger
 * than the browser keeps is not kept.
 */
export function useStash<Kept>(key: string, current: () => Kept | null): Kept | null {
  const [found] = useState(() => read<Kept>(key));
  useEffect(() => sessionStorage.removeItem(key), [key]);
  useEffect(() => {
    const keep = () => write(key, current());
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      keep(); // gone to another page of the application: back is one press away
    };
  }, [key, current]);
  return found;
}

function read<Kept>(key: string): Kept | null {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Kept); // written below
}

function write(key: string, kept: unknown): void {
  if (kept === null) {
    sessionStorage.removeItem(key);
    return;
  }
  try {
    sessionStorage.setItem(key, JSON.stringify(kept));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // no room: as without it
  }
}
