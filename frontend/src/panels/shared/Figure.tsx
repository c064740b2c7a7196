import type { ReactNode } from "react";
import classes from "./Figure.module.css";

interface FigureProps {
  label: ReactNode;
  value: ReactNode;
  /** The doubt, or what it is made of. */
  note?: ReactNode;
  /** `hero` is the one number of a page. */
  size?: "card" | "hero";
}

/** A number with its name and its doubt. */
export function Figure({ label, value, note, size = "card" }: FigureProps) {
  return (
    <div className={classes.figure} data-size={size}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>{value}</dd>
      {note !== undefined && <dd className={classes.note}>{note}</dd>}
    </div>
  );
}

/** Figures side by side, a line between them. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className={classes.figures}>{children}</dl>;
}
