import { Kbd } from "@mantine/core";
import { useKeptShortcut } from "@/panels/workspace";
import type { KeyAction } from "@/tools/key-table";
import classes from "./Adjudication.module.css";

/** The key that does the same; nothing to a screen reader, and nothing on a phone. */
export function Key({ action }: { action: KeyAction }) {
  const shortcut = useKeptShortcut(action).replace("Enter", "↵");
  return (
    <Kbd aria-hidden className={classes.key}>
      {shortcut}
    </Kbd>
  );
}
