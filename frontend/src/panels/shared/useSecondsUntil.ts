import { useEffect, useState } from "react";
import { serverNow } from "@/api/server-clock";

const TICK_MS = 1000;

/** Whole seconds until a moment (ISO 8601) of the server, renewed every second; 0 when it has passed. */
export function useSecondsUntil(iso: string): number {
  const [nowMs, setNowMs] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(serverNow()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.round((Date.parse(iso) - nowMs) / 1000));
}
