import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { useI18n } from "@/panels/shared";
import classes from "./Inbox.module.css";

/** How much of the inbox is unread. */
export function UnreadCount() {
  const { t, number } = useI18n();
  const { data } = useQuery(apiQuery("/api/v1/me/notices/unread"));
  if (data === undefined || data.unread === 0) return null;
  return (
    <span className={classes.count} title={t("inbox.unread", { n: data.unread })}>
      {number(data.unread)}
    </span>
  );
}
