import { Button } from "@mantine/core";
import { useState } from "react";
import { type SendHeaders, useSend } from "@/api/send";
import { serverNow } from "@/api/server-clock";
import { ConfirmDialog, Moment, TextArea, useI18n } from "@/panels/shared";
import classes from "@/pages/standing/Standing.module.css";
import type { OwnRestriction } from "@/pages/standing/words";
import { STALE } from "./stale";

interface AppealButtonProps {
  appeals: OwnRestriction["appeals"];
  /** The last moment to appeal; null where one can as long as the decision stands. */
  until: string | null;
  /** Within so many days one is answered. */
  answerDays: number;
  send: (body: { text: string }, headers: SendHeaders) => Promise<unknown>;
}

/** Objects to a decision in one's own words; not there when it is too late, or was done. */
export function AppealButton({ appeals, until, answerDays, send: post }: AppealButtonProps) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const [openedAt] = useState(serverNow);
  const [text, setText] = useState("");
  const send = useSend({ send: post, stale: STALE, onSuccess: () => setAsking(false) });
  if (appeals.some(({ state }) => state !== "withdrawn")) return null;
  if (until !== null && Date.parse(until) < openedAt) {
    return <span className={classes.when}>{t("quality.tooLate")}</span>;
  }
  return (
    <>
      <div className={classes.acts}>
        <Button size="xs" onClick={() => setAsking(true)}>
          {t("quality.appeal")}
        </Button>
        <span className={classes.when}>
          {until === null ? (
            t("quality.appealAlways")
          ) : (
            <>
              {t("quality.appealUntil")} <Moment iso={until} />
            </>
          )}
        </span>
      </div>
      <ConfirmDialog
        opened={isAsking}
        title={t("quality.appealTitle")}
        verb={t("quality.appealSend")}
        isPending={send.isPending}
        problem={send.error}
        onConfirm={() => send.mutate({ text })}
        onClose={() => setAsking(false)}
      >
        <p>{t("quality.appealWords", { n: answerDays })}</p>
        <TextArea
          label={t("quality.appealText")}
          value={text}
          maxLength={2000}
          onChange={(event) => setText(event.currentTarget.value)}
          problem={send.error}
          path="/text"
        />
      </ConfirmDialog>
    </>
  );
}
