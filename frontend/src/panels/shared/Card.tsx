import { Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./Card.module.css";

interface CardProps {
  /** Names the card; without it the card is only a box. */
  title?: ReactNode;
  /** Beside the title, in small words: what is measured. */
  note?: ReactNode;
  /** At the end of the title's line: a link or a control. */
  action?: ReactNode;
  /** Large titles (16 px) where a card is a page's part, small ones (13 px) on dashboards. */
  titleSize?: "section" | "card";
  /** No inner margins: rows go from edge to edge. */
  isFlush?: boolean;
  tone?: "plain" | "problem" | "chosen";
  children: ReactNode;
}

/** A box with one line around it and no shadow. */
export function Card(props: CardProps) {
  const { title, note, action, titleSize = "card", isFlush = false, tone = "plain" } = props;
  const titleId = useId();
  return (
    <section
      className={classes.card}
      data-flush={isFlush || undefined}
      data-tone={tone}
      aria-labelledby={title === undefined ? undefined : titleId}
    >
      {title !== undefined && (
        <div className={classes.head}>
          <Title order={titleSize === "section" ? 2 : 3} id={titleId} className={classes.title}>
            {title}
          </Title>
          {note !== undefined && <span className={classes.note}>{note}</span>}
          {action !== undefined && <span className={classes.action}>{action}</span>}
        </div>
      )}
      {props.children}
    </section>
  );
}

interface CardGridProps {
  /** Widths of the columns as in CSS, e.g. "3fr 2fr"; they stack under 900 px. */
  columns: string;
  children: ReactNode;
}

/** Cards side by side. */
export function CardGrid({ columns, children }: CardGridProps) {
  return (
    <div className={classes.grid} style={{ "--card-columns": columns } as React.CSSProperties}>
      {children}
    </div>
  );
}

interface SectionProps {
  title: ReactNode;
  note?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page, outside any box. */
export function Section({ title, note, action, children }: SectionProps) {
  const titleId = useId();
  return (
    <section className={classes.section} aria-labelledby={titleId}>
      <div className={classes.head}>
        <Title order={2} id={titleId}>
          {title}
        </Title>
        {note !== undefined && <span className={classes.sectionNote}>{note}</span>}
        {action !== undefined && <span className={classes.action}>{action}</span>}
      </div>
      {children}
    </section>
  );
}

/** Rows inside a flush card, a line between them. */
export function Rows({ children }: { children: ReactNode }) {
  return <ul className={classes.rows}>{children}</ul>;
}

interface RowProps {
  isChosen?: boolean;
  children: ReactNode;
}

export function Row({ isChosen = false, children }: RowProps) {
  return (
    <li className={classes.row} data-chosen={isChosen || undefined}>
      {children}
    </li>
  );
}
