import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./Page.module.css";

interface PageProps {
  children: ReactNode;
  /** The full 1384 px of dashboards; else 1328 as on the annotator's home. */
  isWide?: boolean;
  /** One narrow column, for forms and reading. */
  isNarrow?: boolean;
}

/** The content of a page inside the shell: width, margins and the space between its blocks. */
export function Page({ children, isWide = false, isNarrow = false }: PageProps) {
  const width = isNarrow ? "narrow" : isWide ? "wide" : "usual";
  return (
    <div className={classes.page} data-width={width}>
      {children}
    </div>
  );
}

interface PageHeaderProps {
  title: ReactNode;
  note?: ReactNode;
  /** Buttons at the end of the line; one of them may be filled. */
  actions?: ReactNode;
  /** Status badges beside the title. */
  badges?: ReactNode;
}

/** The page's one `h1`. */
export function PageHeader({ title, note, actions, badges }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <div>
        <div className={classes.title}>
          <Title order={1}>{title}</Title>
          {badges}
        </div>
        {note !== undefined && <p className={classes.note}>{note}</p>}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
