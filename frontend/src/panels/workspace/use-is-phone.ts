import { useSyncExternalStore } from "react";

/**
 * Narrower than this there is no room for panels beside the picture; lower than this, by touch, none
 * for bars above and below it: a phone on its side.
 */
const PHONE = "(max-width: 760px), (max-height: 500px) and (pointer: coarse)";
/** A finger or a pen can be used here, perhaps beside a mouse. */
const TOUCH = "(any-pointer: coarse)";

/** From here on the workspace fits beside a page. */
const BESIDE = "(min-width: 1500px)";

export const useHasRoomBeside = (): boolean => useMedia(BESIDE);
export const useIsPhone = (): boolean => useMedia(PHONE);
export const isPhoneNow = (): boolean => window.matchMedia(PHONE).matches;
export const useHasTouch = (): boolean => useMedia(TOUCH);

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
  );
}
