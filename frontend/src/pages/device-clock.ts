/** How long something is still held, whatever the clock of the device says. */

/* eslint-disable no-restricted-syntax -- how far the two clocks of a device are apart is the question */

import { useEffect } from "react";

const LOOK_EVERY_MS = 15_000;
/** So far the two clocks of a device part when it slept, or when somebody set one. */
const SLEPT_MS = 10_000;

/** When what the server says lasts so long ends, by the clock of `performance.now()`. */
export const endOf = (secondsLeft: number) => performance.now() + secondsLeft * 1000;

/**
 * While a device sleeps `performance.now()` stands still, and a hold runs: the server is asked, and
 * says `hasAsked` whether it answered.
 */
export function useWokenUp(hasAsked: () => Promise<boolean>): void {
  useEffect(() => {
    let apart = Date.now() - performance.now();
    const look = async () => {
      const now = Date.now() - performance.now();
      if (Math.abs(now - apart) <= SLEPT_MS) return;
      // The network often wakes up later than the page: until there is an answer, it is asked again.
      if (await hasAsked()) apart = now;
    };
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [hasAsked]);
}
