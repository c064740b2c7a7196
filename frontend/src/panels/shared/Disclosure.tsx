import { UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import classes from "./Disclosure.module.css";

interface DisclosureProps {
  title: string;
  /** What it holds, in small words beside the title. */
  summary: string;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  children: ReactNode;
}

/** A part of a page that few need, behind its title. Closed it keeps what is written in it. */
export function Disclosure({ title, summary, isOpen, onOpen, children }: DisclosureProps) {
  const body = useId();
  const Mark = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div className={classes.more}>
      <UnstyledButton
        className={classes.toggle}
        aria-expanded={isOpen}
        aria-controls={body}
        onClick={() => onOpen(!isOpen)}
      >
        <Mark className={classes.mark} size={16} stroke={1.6} aria-hidden />
        <span className={classes.title}>{title}</span>{" "}
        <span className={classes.summary}>{summary}</span>
      </UnstyledButton>
      <div id={body} hidden={!isOpen} className={classes.body}>
        {children}
      </div>
    </div>
  );
}
