import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Callout.module.css";

interface CalloutProps {
  tone?: "note" | "caution";
  title?: ReactNode;
  children?: ReactNode;
}

/** A remark inside a page: a cause and its remedy. */
export function Callout({ tone = "note", title, children }: CalloutProps) {
  const Mark = tone === "caution" ? IconAlertTriangle : IconInfoCircle;
  return (
    <div className={classes.callout} data-tone={tone}>
      <Mark className={classes.mark} size={18} stroke={1.6} aria-hidden />
      <div>
        {title !== undefined && <div className={classes.title}>{title}</div>}
        {children}
      </div>
    </div>
  );
}
