import { useEffect, useState } from "react";

const TICK_MS = 1000;

/** Whole seconds until a moment (ISO 8601), renewed every second; 0 when it has passed. */
export function useSecondsUntil(iso: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.round((Date.parse(iso) - now) / 1000));
}
