import { Button } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, FormProblem, Moment, Money, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { AppealBadge } from "@/pages/standing/AppealBadge";
import { RestrictionWords } from "@/pages/standing/RestrictionWords";
import { WorkLook } from "@/pages/standing/WorkLook";
import { reasonName } from "@/pages/standing/words";
import { AnswerDialog, type Verdict } from "./AnswerDialog";
import classes from "./Appeals.module.css";

export type Appeal = Answered<"/api/v1/projects/{project_id}/appeals">["results"][number];
const STALE = [apiKey("/api/v1/projects/{project_id}/appeals")];

/** One appeal: what it is against, what the person says, and the answer. */
export function AppealCard({ appeal }: { appeal: Appeal }) {
  const { t } = useI18n();
  const isOpen = appeal.state === "open" || appeal.state === "in_review";
  return (
    <Card
      title={
        <Link
          to="/p/$projectId/people/$userId"
          params={{ projectId: appeal.project_id, userId: appeal.annotator_id }}
        >
          {appeal.pseudonym}
        </Link>
      }
      note={<Due appeal={appeal} isOpen={isOpen} />}
      action={<AppealBadge state={appeal.state} />}
    >
      <div className={classes.body}>
        <div className={classes.against}>
          <p className={classes.label}>{t("appeals.against")}</p>
          <Against appeal={appeal} />
        </div>
        <div>
          <p className={classes.label}>{t("appeals.says")}</p>
          <p className={classes.said}>{appeal.text}</p>
        </div>
        {appeal.answer !== "" && (
          <div>
            <p className={classes.label}>
              {appeal.answered_by == null
                ? t("appeals.answer")
                : t("appeals.answerBy", { name: appeal.answered_by })}
            </p>
            <p className={classes.said}>{appeal.answer}</p>
          </div>
        )}
        {isOpen && <Answering appeal={appeal} />}
      </div>
    </Card>
  );
}

function Due({ appeal, isOpen }: { appeal: Appeal; isOpen: boolean }) {
  const { t } = useI18n();
  if (!isOpen) return appeal.answered_at !== null && <Moment iso={appeal.answered_at} />;
  return (
    <>
      {t("appeals.due")} <Moment iso={appeal.due_at} />
      {appeal.reviewer != null && `. ${t("appeals.with", { name: appeal.reviewer })}`}
    </>
  );
}

function Against({ appeal }: { appeal: Appeal }) {
  const { t } = useI18n();
  const { restriction, work } = appeal;
  if (restriction !== null) {
    return <RestrictionWords of={restriction} decidedBy={appeal.decided_by} />;
  }
  if (work === null) return null;
  return (
    <>
      <p className={classes.said}>
        {t("appeals.rejected", { item: work.item_name, reason: t(reasonName(work.reason_code)) })}{" "}
        <WorkLook projectId={appeal.project_id} work={work}>
          {t("appeals.look")}
        </WorkLook>
      </p>
      {work.note !== "" && <p className={classes.said}>{work.note}</p>}
      <p className={classes.label}>
        {appeal.decided_by != null && `${t("standing.byName", { name: appeal.decided_by })}. `}
        <Money amount={work} />
      </p>
    </>
  );
}

function Answering({ appeal }: { appeal: Appeal }) {
  const { t } = useI18n();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const take = useSend({
    send: (_: { id: number }, headers) =>
      answerOf(
        api.POST("/api/v1/appeals/{appeal_id}/take", {
          params: { path: { appeal_id: appeal.id } },
          headers,
        }),
      ),
    stale: STALE,
  });
  return (
    <div>
      <div className={classes.acts}>
        <Button variant="filled" onClick={() => setVerdict("uphold")}>
          {t("appeals.uphold")}
        </Button>
        <Button onClick={() => setVerdict("reject")}>{t("appeals.reject")}</Button>
        {appeal.state === "open" && (
          <Button
            variant="subtle"
            loading={take.isPending}
            onClick={() => take.mutate({ id: appeal.id })}
          >
            {t("appeals.take")}
          </Button>
        )}
      </div>
      <FormProblem problem={take.error} />
      {verdict !== null && (
        <AnswerDialog
          appeal={appeal}
          verdict={verdict}
          stale={STALE}
          onClose={() => setVerdict(null)}
        />
      )}
    </div>
  );
}
