import { useEffect, useState } from "react";

const TICK_MS = 1000;

/**
 * Whole seconds until a moment (ISO 8601), renewed every second; 0 when it has passed.
 *
 * The moment is read by the device's clock once; from then on time that passed is counted, so a
 * clock put forward or back changes nothing.
 */
export function useSecondsUntil(iso: string): number {
  const [leftMs, setLeftMs] = useState(() => Date.parse(iso) - Date.now());
  useEffect(() => {
    const endMs = performance.now() + Date.parse(iso) - Date.now();
    const timer = setInterval(() => setLeftMs(endMs - performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [iso]);
  return Math.max(0, Math.round(leftMs / 1000));
}
