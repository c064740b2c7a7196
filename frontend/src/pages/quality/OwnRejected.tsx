import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiQuery } from "@/api/query";
import { Card, Moment, Money, PagedQuery, Row, Rows, StatusBadge, useI18n } from "@/panels/shared";
import classes from "@/pages/standing/Standing.module.css";
import { WORK_NAMES, WORK_TONES } from "@/pages/standing/words";
import { AppealButton } from "./AppealButton";
import { OwnAnswers } from "./OwnAnswers";

const PATH = "/api/v1/me/rejected-work";
type Rejected = Answered<typeof PATH>["results"][number];

/** My work that was rejected, why, and the way to object. */
export function OwnRejected() {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const work = useQuery(apiQuery(PATH, { params: { query: { page } } }));
  if (work.data?.count === 0) return null;
  return (
    <Card title={t("quality.rejected")} note={t("quality.rejectedNote")} isFlush>
      <PagedQuery of={work} page={page} onPage={setPage}>
        {(rows) => (
          <Rows>
            {rows.map((row) => (
              <Row key={row.id}>
                <RejectedWords of={row} />
                <OwnAnswers appeals={row.appeals} />
                <Objection to={row} />
              </Row>
            ))}
          </Rows>
        )}
      </PagedQuery>
    </Card>
  );
}

function RejectedWords({ of }: { of: Rejected }) {
  const { t } = useI18n();
  return (
    <div className={classes.block}>
      <div className={classes.head}>
        <StatusBadge tone={WORK_TONES[of.state] ?? "quiet"}>
          {t(WORK_NAMES[of.state] ?? of.state)}
        </StatusBadge>
        <span className={classes.when}>
          {of.project_name}, {of.item_name}, <Money amount={of} />
          {of.reviewed_at !== null && (
            <>
              , <Moment iso={of.reviewed_at} />
            </>
          )}
        </span>
      </div>
      <p className={classes.reason}>{of.sentence}</p>
      {of.note !== "" && <p className={classes.said}>{of.note}</p>}
    </div>
  );
}

function Objection({ to }: { to: Rejected }) {
  if (to.state !== "rejected" || to.appeal_until === null) return null;
  return (
    <AppealButton
      appeals={to.appeals}
      until={to.appeal_until}
      answerDays={to.answer_days}
      send={(body, headers) =>
        answerOf(
          api.POST("/api/v1/assignments/{assignment_id}/appeals", {
            params: { path: { assignment_id: to.id } },
            body,
            headers,
          }),
        )
      }
    />
  );
}
