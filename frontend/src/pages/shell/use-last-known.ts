import { useState } from "react";

/** A value, and where there is none the last one there was: what is on the screen stays meanwhile. */
export function useLastKnown<Value>(value: Value | null | undefined): Value | null | undefined {
  const [known, setKnown] = useState(value);
  if (value != null && value !== known) setKnown(value);
  return value ?? known;
}
