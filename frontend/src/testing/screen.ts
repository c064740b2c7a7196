/** happy-dom has no screen: one of which some questions of style sheets are true. */

import { vi } from "vitest";

export const PHONE = "max-width: 760px";
export const WIDE = "min-width";

/** The questions that hold `said` are true, until the mocks are restored. */
export function onScreen(said: string): void {
  const quiet = { addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.spyOn(window, "matchMedia").mockImplementation(
    (media) => ({ ...quiet, media, matches: media.includes(said) }) as unknown as MediaQueryList, // what is read of it
  );
}

/** As `onScreen`, of a screen that can be turned: returns the way to another one. */
export function onTurningScreen(said: string): (said: string) => void {
  type Listener = (event: { readonly matches: boolean }) => void;
  const listeners = new Map<Listener, string>();
  let now = said;
  vi.spyOn(window, "matchMedia").mockImplementation(
    (media) =>
      ({
        media,
        matches: media.includes(now),
        addEventListener: (_: string, listener: Listener) => listeners.set(listener, media),
        removeEventListener: (_: string, listener: Listener) => listeners.delete(listener),
      }) as unknown as MediaQueryList, // what is read of it
  );
  return (turned) => {
    now = turned;
    for (const [listener, media] of listeners) listener({ matches: media.includes(now) });
  };
}
