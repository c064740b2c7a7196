import { Button } from "@mantine/core";
import { useI18n } from "./I18n";
import classes from "./Pager.module.css";

interface PagerProps {
  /** From 1. */
  page: number;
  /** How many rows there are in all. */
  count: number;
  /** How many rows a page holds; the server's own number when not given. */
  size?: number | undefined;
  onPage: (page: number) => void;
}

/** The server's own size of a page. */
const SERVER_SIZE = 50;

/** Back and on through a long list; nothing where one page holds it. */
export function Pager({ page, count, size = SERVER_SIZE, onPage }: PagerProps) {
  const { t } = useI18n();
  const last = Math.max(1, Math.ceil(count / size));
  if (last === 1) return null;
  return (
    <nav className={classes.pager} aria-label={t("shared.pages")}>
      <Button size="xs" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {t("shared.previous")}
      </Button>
      <span className={classes.words}>
        {t("shared.rowsOf", {
          first: (page - 1) * size + 1,
          last: Math.min(page * size, count),
          count,
        })}
      </span>
      <Button size="xs" disabled={page >= last} onClick={() => onPage(page + 1)}>
        {t("shared.next")}
      </Button>
    </nav>
  );
}
