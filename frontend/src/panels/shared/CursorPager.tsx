import { Button } from "@mantine/core";
import { useI18n } from "./I18n";
import classes from "./Pager.module.css";

interface CursorPagerProps {
  /** Of the pages that lead to the one shown; "" is the first. */
  cursors: readonly string[];
  /** Of the page after it; "" at the end. */
  next: string;
  onTurn: (cursors: readonly string[]) => void;
}

/** Back and on through a list that is as long as it likes. */
export function CursorPager({ cursors, next, onTurn }: CursorPagerProps) {
  const { t } = useI18n();
  if (cursors.length === 1 && next === "") return null;
  return (
    <nav className={classes.pager} aria-label={t("shared.pages")}>
      <Button
        size="xs"
        disabled={cursors.length === 1}
        onClick={() => onTurn(cursors.slice(0, -1))}
      >
        {t("shared.previous")}
      </Button>
      <Button size="xs" disabled={next === ""} onClick={() => onTurn([...cursors, next])}>
        {t("shared.next")}
      </Button>
    </nav>
  );
}
