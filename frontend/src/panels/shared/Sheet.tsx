import { UnstyledButton } from "@mantine/core";
import { type PointerEvent, type ReactNode, useRef, useState } from "react";
import { useI18n } from "./I18n";
import classes from "./Sheet.module.css";

export type SheetStop = "peek" | "half" | "full";

const STOPS: readonly SheetStop[] = ["peek", "half", "full"];
/** A shorter drag of the handle is a press. */
const DRAG_PX = 24;

interface SheetProps {
  /** Names the sheet. */
  label: string;
  stop: SheetStop;
  onStop: (stop: SheetStop) => void;
  /** Stays visible when the sheet only peeks: its tabs. */
  head: ReactNode;
  children: ReactNode;
}

/**
 * The phone's bottom sheet with three stops. The handle is dragged, or pressed like a button; the
 * arrow keys move it a stop.
 */
export function Sheet({ label, stop, onStop, head, children }: SheetProps) {
  const { t } = useI18n();
  const start = useRef<number | null>(null);
  const [offset, setOffset] = useState(0);
  const move = (by: number) => {
    const next = STOPS[STOPS.indexOf(stop) + by];
    if (next !== undefined) onStop(next);
  };
  const drop = (event: PointerEvent) => {
    if (start.current === null) return;
    const dragged = start.current - event.clientY;
    start.current = null;
    setOffset(0);
    if (Math.abs(dragged) >= DRAG_PX) move(dragged > 0 ? 1 : -1);
  };
  return (
    <section
      className={classes.sheet}
      aria-label={label}
      data-stop={stop}
      data-dragging={offset !== 0 || undefined}
      style={{ "--sheet-offset": `${offset}px` } as React.CSSProperties}
    >
      <UnstyledButton
        className={classes.handle}
        aria-label={t(stop === "full" ? "shared.sheetLower" : "shared.sheetRaise", { label })}
        aria-expanded={stop !== "peek"}
        onClick={() => (stop === "full" ? onStop("peek") : move(1))}
        onKeyDown={(event) => {
          if (event.key === "ArrowUp") move(1);
          if (event.key === "ArrowDown") move(-1);
        }}
        onPointerDown={(event) => {
          start.current = event.clientY;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (start.current !== null) setOffset(start.current - event.clientY);
        }}
        onPointerUp={drop}
        onPointerCancel={() => {
          start.current = null;
          setOffset(0);
        }}
      >
        <span className={classes.grip} />
      </UnstyledButton>
      <div className={classes.head}>{head}</div>
      <div className={classes.body} hidden={stop === "peek"}>
        {children}
      </div>
    </section>
  );
}
