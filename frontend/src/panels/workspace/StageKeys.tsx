import { useEffect, useState } from "react";
import type { KeyAction } from "@/tools/key-table";
import { useEngine } from "./engine/context";
import { KeyTable } from "./KeyTable";

export interface StageKeysProps {
  /** Keys the page answers; true when it did. */
  onKey?: ((action: KeyAction) => boolean) | undefined;
  /** The table of keys is opened by the page's own button too. */
  areKeysShown?: boolean | undefined;
  onKeysShown?: ((areShown: boolean) => void) | undefined;
}

/** The keys of a stage that is looked at, and their table behind `?`. */
export function StageKeys({ onKey, areKeysShown, onKeysShown }: StageKeysProps) {
  const engine = useEngine();
  const [own, setOwn] = useState(false);
  const show = onKeysShown ?? setOwn;
  useEffect(() =>
    engine.onKey((action) => {
      if (action !== "panel.keys") return onKey?.(action) ?? false;
      show(true);
      return true;
    }),
  );
  return <KeyTable isOpen={areKeysShown ?? own} onClose={() => show(false)} />;
}
