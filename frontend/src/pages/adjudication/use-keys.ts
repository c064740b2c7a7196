import { useEffect, useRef } from "react";

type Keys = Readonly<Record<string, () => void>>;

/** Keys of the page, before the stage sees them; "Ctrl+Enter" and "Ctrl+Shift+z" for chords. Not while one types. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey || isTyping(event.target)) return;
      const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const act = latest.current[event.ctrlKey || event.metaKey ? chordOf(event, name) : name];
      if (act === undefined) return;
      event.preventDefault();
      // A menu that it opens would take it for a key pressed outside, and close.
      event.stopPropagation();
      act();
    };
    window.addEventListener("keydown", pressed, { capture: true });
    return () => window.removeEventListener("keydown", pressed, { capture: true });
  }, []);
}

function chordOf({ shiftKey }: KeyboardEvent, name: string): string {
  return shiftKey ? `Ctrl+Shift+${name}` : `Ctrl+${name}`;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.closest("input, textarea, select, [role=dialog], [role=menu], [role=listbox]") !== null
  );
}
