import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useI18n } from "@/panels/shared";
import classes from "./Schema.module.css";

interface BesideProps {
  title: string;
  /** Of the picture. */
  name: string;
  onClose: () => void;
  /** Between the bar and the stage. */
  above?: ReactNode;
  children: ReactNode;
}

/** The workspace beside what it shows: it stays in view while that is scrolled. */
export function Beside({ title, name, onClose, above, children }: BesideProps) {
  const { t } = useI18n();
  return (
    <section className={classes.beside} aria-label={title}>
      <header className={classes.besideBar}>
        <h2>{title}</h2>
        <bdi>{name}</bdi>
        <Button size="xs" variant="subtle" onClick={onClose}>
          {t("shared.close")}
        </Button>
      </header>
      {above}
      <div className={classes.besideStage}>{children}</div>
    </section>
  );
}
