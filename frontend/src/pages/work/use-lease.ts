import { useCallback, useRef, useState } from "react";
import { Problem } from "@/api/problem";
import { extendLease, isOverFor, isTakenBack, type Assignment } from "@/api/work";
import { endOf, useWokenUp } from "@/pages/device-clock";

/** Work that goes on extends the lease by itself when less than this is left. */
const EXTEND_UNDER_MS = 10 * 60 * 1000;
/** Where the server did not answer, it is asked again no sooner, however much is done meanwhile. */
const ASK_EVERY_MS = 15_000;

interface LeaseHold {
  /** By the clock of `performance.now()`, which nobody sets. */
  readonly endsAtMs: number;
  readonly extensionsLeft: number;
  /** Longest time seen, for the ring. */
  readonly leaseSeconds: number;
  readonly hasEnded: boolean;
  /** Why it was taken from the person, once the server has said so. */
  readonly takenBack: Problem | null;
  readonly end: () => void;
  /** Somebody is at work, called as often as that shows; asks for more time when it is needed and there is some. */
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
  const [takenBack, setTakenBack] = useState<Problem | null>(null);
  const isAsking = useRef(false);
  const end = useCallback(() => setLease((now) => ({ ...now, hasEnded: true })), []);
  /** Whether the server has answered. */
  const ask = useCallback(async (): Promise<boolean> => {
    if (isAsking.current) return false;
    isAsking.current = true;
    try {
      const { lease_seconds_left, extensions_left } = await extendLease(assignment.id);
      setLease({
        endsAtMs: endOf(lease_seconds_left),
        extensionsLeft: extensions_left,
        hasEnded: false,
      });
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Unreachable: it is asked again, by the next edit or the next look.
      if (error.isTransient) return false;
      const isOver = error.status === 404 || isOverFor(error);
      const ended = isOver ? { endsAtMs: performance.now(), hasEnded: true } : {};
      setLease((now) => ({ ...now, ...ended, extensionsLeft: 0 }));
      if (isTakenBack(error)) setTakenBack(error);
      return true;
    } finally {
      isAsking.current = false;
    }
  }, [assignment.id]);
  const askedAtMs = useRef(Number.NEGATIVE_INFINITY);
  const keepAlive = useCallback(() => {
    const now = performance.now();
    const isNeeded = lease.endsAtMs - now < EXTEND_UNDER_MS;
    if (!isNeeded || isAsking.current || lease.hasEnded || lease.extensionsLeft === 0) return;
    if (now - askedAtMs.current < ASK_EVERY_MS) return;
    askedAtMs.current = now;
    void ask();
  }, [ask, lease]);
  useWokenUp(ask);
  return { ...lease, takenBack, leaseSeconds, end, keepAlive };
}
