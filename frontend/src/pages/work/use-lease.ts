import { useCallback, useEffect, useRef, useState } from "react";
import { Problem } from "@/api/problem";
import { extendLease, type Assignment } from "@/api/work";

/** Work that goes on extends the lease by itself when less than this is left. */
const EXTEND_UNDER_MS = 10 * 60 * 1000;
const LOOK_EVERY_MS = 15_000;
/** So far the two clocks of a device part when it slept, or when somebody set one. */
const SLEPT_MS = 10_000;

interface LeaseHold {
  /** By the clock of `performance.now()`, which nobody sets. */
  readonly endsAtMs: number;
  readonly extensionsLeft: number;
  /** Longest time seen, for the ring. */
  readonly leaseSeconds: number;
  readonly hasEnded: boolean;
  readonly end: () => void;
  /** Somebody is at work; asks for more time when it is needed and there is some. */
  readonly keepAlive: () => void;
}

const endOf = (secondsLeft: number) => performance.now() + secondsLeft * 1000;

/** Counted from when the server said how much is left. */
export function useLease(assignment: Assignment): LeaseHold {
  const [lease, setLease] = useState(() => ({
    endsAtMs: endOf(assignment.lease_seconds_left),
    extensionsLeft: assignment.extensions_left,
    hasEnded: false,
  }));
  const [leaseSeconds] = useState(() => Math.max(60, assignment.lease_seconds_left));
  const isAsking = useRef(false);
  const end = useCallback(() => setLease((now) => ({ ...now, hasEnded: true })), []);
  const ask = useCallback(async () => {
    isAsking.current = true;
    try {
      const { lease_seconds_left, extensions_left } = await extendLease(assignment.id);
      setLease({
        endsAtMs: endOf(lease_seconds_left),
        extensionsLeft: extensions_left,
        hasEnded: false,
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Unreachable: the next edit asks again. Refused: the lease has ended, or has no more time.
      if (!error.isTransient) setLease((now) => ({ ...now, extensionsLeft: 0 }));
    } finally {
      isAsking.current = false;
    }
  }, [assignment.id]);
  const keepAlive = () => {
    const isNeeded = lease.endsAtMs - performance.now() < EXTEND_UNDER_MS;
    if (!isNeeded || isAsking.current || lease.hasEnded || lease.extensionsLeft === 0) return;
    void ask();
  };
  useWokenUp(ask);
  return { ...lease, leaseSeconds, end, keepAlive };
}

/** While a device sleeps `performance.now()` stands still, and the lease runs: the server is asked. */
function useWokenUp(onWoken: () => Promise<void>): void {
  useEffect(() => {
    let apart = Date.now() - performance.now();
    const look = () => {
      const now = Date.now() - performance.now();
      if (Math.abs(now - apart) > SLEPT_MS) void onWoken();
      apart = now;
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [onWoken]);
}
