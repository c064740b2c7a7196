import { useCallback, useEffect, useRef, useState } from "react";
import { isSameJson } from "@/model/same-json";
import { onForgotten, type TabKey } from "./kept-in-tab";
import { keepOnDevice, readOnDevice } from "./kept-on-device";
import { useStash } from "./use-stash";

/** The first change after a write starts this; later ones do not put it off. */
const KEEP_AFTER_MS = 1000;

interface Kept<Value> {
  /** What was there when the page last went; undefined while it is looked up. */
  readonly found: Value | null | undefined;
  /** Something was done: it is kept within a second. */
  readonly changed: () => void;
  /** It is done with, or was taken: what `current` says now is all that is kept. */
  readonly renew: () => void;
}

/**
 * As `useStash`, over a closed tab and a crash too: kept on this device until `current` is null.
 *
 * The tab's own goes before the device's: of two tabs each shows its own after a reload, and a new
 * one what was kept last.
 */
export function useKept<Value>(key: TabKey, current: () => Value | null): Kept<Value> {
  const { found: inTab, changed: changedInTab, renew: renewInTab } = useStash(key, current);
  const [found, setFound] = useState<Value | null | undefined>(inTab ?? undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const written = useRef<Value | null>(null);
  const isThere = useRef(false);
  const hasLeft = useRef(false);
  useEffect(() => {
    if (inTab !== null) return;
    void readOnDevice(key).then((kept) => setFound(kept as Value | null)); // written below
  }, [key, inTab]);
  const keep = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    if (hasLeft.current) return;
    written.current = current();
    void keepOnDevice(key, written.current);
  }, [key, current]);
  useEffect(() => {
    isThere.current = true;
    const unsubscribe = onForgotten(() => {
      hasLeft.current = true;
    });
    // What was done in the last second is written as the page goes, if the browser gives it time.
    const keepLast = () => timer.current !== null && keep();
    window.addEventListener("pagehide", keepLast);
    return () => {
      isThere.current = false;
      unsubscribe();
      window.removeEventListener("pagehide", keepLast);
      keepLast();
    };
  }, [keep]);
  const changed = useCallback(() => {
    changedInTab();
    if (isThere.current) timer.current ??= setTimeout(keep, KEEP_AFTER_MS);
  }, [changedInTab, keep]);
  const renew = useCallback(() => {
    renewInTab();
    if (isThere.current) return keep();
    // A page that came since may have kept what is newer.
    void readOnDevice(key).then((kept) => isSameJson(kept, written.current) && keep());
  }, [key, renewInTab, keep]);
  return { found, changed, renew };
}
