import { useSyncExternalStore } from "react";

/** Narrower than this there is no room for panels beside the picture. */
const QUERY = "(max-width: 760px)";

export function useIsPhone(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches);
}

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(QUERY);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}
