import { type RefObject, useEffect, useRef } from "react";

/**
 * The part of a page to which the focus goes when it shows something else.
 *
 * The button that was pressed is gone then: who goes by keys would begin at the top of the page
 * again, and who listens would not hear that another question is there.
 */
export function useFocusOnChange(shown: number): RefObject<HTMLElement | null> {
  const part = useRef<HTMLElement>(null);
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    part.current?.focus();
  }, [shown]);
  return part;
}
