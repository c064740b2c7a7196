import { Button } from "@mantine/core";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { FormProblem, Moment, useI18n } from "@/panels/shared";
import { AppealBadge } from "@/pages/standing/AppealBadge";
import classes from "@/pages/standing/Standing.module.css";
import type { OwnRestriction } from "@/pages/standing/words";
import { STALE } from "./stale";

type Made = OwnRestriction["appeals"][number];

/** What became of my appeals against one thing. */
export function OwnAnswers({ appeals }: { appeals: readonly Made[] }) {
  return appeals.map((appeal) => <OwnAnswer key={appeal.id} appeal={appeal} />);
}

function OwnAnswer({ appeal }: { appeal: Made }) {
  const { t } = useI18n();
  const isOpen = appeal.state === "open" || appeal.state === "in_review";
  return (
    <div className={classes.block}>
      <div className={classes.head}>
        <span className={classes.when}>{t("quality.yourAppeal")}</span>
        <AppealBadge state={appeal.state} />
        {isOpen && (
          <>
            <span className={classes.when}>
              {t("quality.answerBy")} <Moment iso={appeal.due_at} />
            </span>
            <Withdraw id={appeal.id} />
          </>
        )}
      </div>
      {appeal.answer !== "" && <p className={classes.said}>{appeal.answer}</p>}
    </div>
  );
}

function Withdraw({ id }: { id: number }) {
  const { t } = useI18n();
  const send = useSend({
    send: (_: { id: number }, headers) =>
      answerOf(
        api.POST("/api/v1/appeals/{appeal_id}/withdraw", {
          params: { path: { appeal_id: id } },
          headers,
        }),
      ),
    stale: STALE,
  });
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        loading={send.isPending}
        onClick={() => send.mutate({ id })}
      >
        {t("quality.withdraw")}
      </Button>
      <FormProblem problem={send.error} />
    </>
  );
}
