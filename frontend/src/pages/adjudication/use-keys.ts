import { useEffect, useRef } from "react";

type Keys = Readonly<Record<string, () => void>>;

/** Keys of the page, before the stage sees them; "Ctrl+Enter" for the chord. Not while one types. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey || isTyping(event.target)) return;
      const isChord = event.ctrlKey || event.metaKey;
      const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const act = latest.current[isChord ? `Ctrl+${name}` : name];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", pressed, { capture: true });
    return () => window.removeEventListener("keydown", pressed, { capture: true });
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.closest("input, textarea, select, [role=dialog], [role=menu], [role=listbox]") !== null
  );
}
