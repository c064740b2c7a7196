import { useCallback, useRef, useState } from "react";
import { Problem } from "@/api/problem";
import { extendLease, type Assignment } from "@/api/work";

/** Work that goes on extends the lease by itself when less than this is left. */
const EXTEND_UNDER_MS = 10 * 60 * 1000;

interface LeaseHold {
  readonly expiresAt: string;
  readonly extensionsLeft: number;
  /** Longest time seen, for the ring. */
  readonly leaseSeconds: number;
  readonly hasEnded: boolean;
  readonly end: () => void;
  /** Somebody is at work; asks for more time when it is needed and there is some. */
  readonly keepAlive: () => void;
}

export function useLease(assignment: Assignment): LeaseHold {
  const [lease, setLease] = useState({
    expiresAt: assignment.lease_expires_at,
    extensionsLeft: assignment.extensions_left,
    hasEnded: false,
  });
  const [leaseSeconds] = useState(() => Math.max(60, secondsUntil(assignment.lease_expires_at)));
  const isAsking = useRef(false);
  const end = useCallback(() => setLease((now) => ({ ...now, hasEnded: true })), []);
  const keepAlive = useCallback(async () => {
    const isNeeded = new Date(lease.expiresAt).getTime() - Date.now() < EXTEND_UNDER_MS;
    if (!isNeeded || isAsking.current || lease.hasEnded || lease.extensionsLeft === 0) return;
    isAsking.current = true;
    try {
      const { lease_expires_at, extensions_left } = await extendLease(assignment.id);
      setLease({ expiresAt: lease_expires_at, extensionsLeft: extensions_left, hasEnded: false });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Unreachable: the next edit asks again. Refused: the lease has ended, or has no more time.
      if (!error.isTransient) setLease((now) => ({ ...now, extensionsLeft: 0 }));
    } finally {
      isAsking.current = false;
    }
  }, [assignment.id, lease]);
  return { ...lease, leaseSeconds, end, keepAlive: () => void keepAlive() };
}

function secondsUntil(moment: string): number {
  return Math.round((new Date(moment).getTime() - Date.now()) / 1000);
}
