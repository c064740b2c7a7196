import { useEffect, useLayoutEffect, useRef } from "react";

/**
 * Gives the keyboard back to what had it when a dialog opened. Mantine does so for a dialog that is
 * closed, but not for one that is drawn only while it is open.
 */
export function useFocusBack(isOpen: boolean) {
  const opener = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (isOpen) opener.current = document.activeElement;
  }, [isOpen]);
  useEffect(() => {
    if (!isOpen) return undefined;
    return () => {
      const isNowhere = document.activeElement === document.body;
      if (isNowhere && opener.current instanceof HTMLElement) {
        opener.current.focus({ preventScroll: true });
      }
    };
  }, [isOpen]);
}
