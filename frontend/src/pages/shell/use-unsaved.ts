import { useCallback, useEffect, useRef, useState } from "react";
import { isSameJson } from "@/model/same-json";
import { useStash } from "./use-stash";

interface Unsaved<Value> {
  readonly value: Value;
  readonly set: (next: Value | ((before: Value) => Value)) => void;
  /** It is saved, or given up: nothing of it is kept when the page goes. */
  readonly forget: () => void;
}

/**
 * What is being written over `saved`: it survives a reload and the back button until it is saved.
 * `key` names the place, and the version it is written over where another must not be overwritten.
 */
export function useUnsaved<Value>(key: string, saved: Value): Unsaved<Value> {
  const held = useRef<Value | null>(null);
  const { found } = useStash<Value>(
    key,
    useCallback(() => held.current, []),
  );
  const [value, set] = useState<Value>(found ?? saved);
  useEffect(() => {
    held.current = isSameJson(value, saved) ? null : value;
  }, [value, saved]);
  const forget = useCallback(() => {
    held.current = null;
  }, []);
  return { value, set, forget };
}
