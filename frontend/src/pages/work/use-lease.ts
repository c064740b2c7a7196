import { useCallback, useRef, useState } from "react";
import { Problem } from "@/api/problem";
import { extendLease, type Assignment } from "@/api/work";
import { endOf, useWokenUp } from "@/pages/device-clock";

/** Work that goes on extends the lease by itself when less than this is left. */
const EXTEND_UNDER_MS = 10 * 60 * 1000;

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
