import { useCallback, useEffect, useRef, useState } from "react";
import { isSameJson } from "@/model/same-json";
import type { TabKey } from "./kept-in-tab";
import { useStash } from "./use-stash";

interface Unsaved<Value> {
  readonly value: Value;
  /** What `value` is written over. */
  readonly base: Value;
  readonly set: (next: Value | ((before: Value) => Value)) => void;
  /** Somebody else has saved since, and what is written here goes over what was there before. */
  readonly isOvertaken: boolean;
  /** It was saved as this, by this page, which may be gone: what is written since goes over that. */
  readonly rebase: (base: Value) => void;
  /** What is saved now, in place of what is written here. */
  readonly takeSaved: () => void;
  /** It is saved, or given up: nothing of it is kept when the page goes, or has gone. */
  readonly forget: () => void;
}

/** What is written, beside what was saved when that began: the two are never told apart. */
interface Written<Value> {
  readonly value: Value;
  readonly base: Value;
  /** What was saved before this page saved `base`: it stays on the page until that is fetched. */
  readonly replaced?: Value;
}

/**
 * What is being written over `saved`: it survives a reload and the back button until it is saved.
 *
 * What others save meanwhile is taken over where nothing is written here; else what is written
 * stays, over what it was begun with. So a `value` that holds a version holds the one that it was
 * written over, whatever is fetched since.
 */
export function useUnsaved<Value>(key: TabKey, saved: Value): Unsaved<Value> {
  const held = useRef<Written<Value> | null>(null);
  const { found, changed, renew } = useStash<Written<Value>>(
    key,
    useCallback(() => held.current, []),
  );
  const [written, setWritten] = useState<Written<Value>>(found ?? { value: saved, base: saved });
  const isUntouched = isSameJson(written.value, written.base) || isSameJson(written.value, saved);
  const isFetched = written.replaced === undefined || !isSameJson(written.replaced, saved);
  const isBehind = isFetched && !isSameJson(written.base, saved);
  const now = isBehind && isUntouched ? { value: saved, base: saved } : settled(written, isFetched);
  if (now !== written) setWritten(now);
  useEffect(() => {
    held.current = isUntouched ? null : written;
    changed();
  }, [isUntouched, written, changed]);
  const set = useCallback<Unsaved<Value>["set"]>((next) => {
    const change = (before: Written<Value>) => ({
      ...before,
      value: typeof next === "function" ? (next as (before: Value) => Value)(before.value) : next,
    });
    setWritten(change);
    // A page that went is drawn no more, and what it left may still be rebased.
    if (held.current !== null) held.current = change(held.current);
  }, []);
  const rebase = useCallback(
    (base: Value) => {
      const over = ({ value }: Written<Value>) => ({ value, base, replaced: saved });
      setWritten(over);
      const left = held.current;
      held.current = left === null || isSameJson(left.value, base) ? null : over(left);
      renew();
    },
    [saved, renew],
  );
  const takeSaved = () => setWritten({ value: saved, base: saved });
  const forget = useCallback(() => {
    held.current = null;
    renew();
  }, [renew]);
  return {
    value: now.value,
    base: now.base,
    set,
    isOvertaken: isBehind && !isUntouched,
    rebase,
    takeSaved,
    forget,
  };
}

/** What this page saved is fetched: what it replaced would be somebody else's doing from now on. */
function settled<Value>(written: Written<Value>, isFetched: boolean): Written<Value> {
  if (!isFetched || written.replaced === undefined) return written;
  return { value: written.value, base: written.base };
}
