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
