import { Kbd } from "@mantine/core";
import classes from "./Adjudication.module.css";

/** The key that does the same; nothing to a screen reader, and nothing on a phone. */
export function Key({ name }: { name: string }) {
  return (
    <Kbd aria-hidden className={classes.key}>
      {name}
    </Kbd>
  );
}
