import { Button } from "@mantine/core";
import { IconMessageReport } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  EmptyState,
  FormProblem,
  ImageThumb,
  Moment,
  Page,
  PagedQuery,
  PageHeader,
  StatusBadge,
  type Tone,
  useI18n,
} from "@/panels/shared";
import classes from "./Feedback.module.css";
import { MINE_PATH, type OwnContest } from "./types";

const TONES: Record<OwnContest["state"], Tone> = {
  open: "active",
  upheld: "good",
  rejected: "quiet",
  withdrawn: "quiet",
};

const STATES = {
  open: "feedback.open",
  upheld: "feedback.upheld",
  rejected: "feedback.rejected",
  withdrawn: "feedback.withdrawn",
} as const satisfies Record<OwnContest["state"], string>;

/** What a person contested, and what they were answered. */
export default function MyContestsPage() {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const mine = useQuery(apiQuery(MINE_PATH, { params: { query: { page } } }));
  return (
    <Page isNarrow>
      <PageHeader title={t("feedback.mine")} note={t("feedback.mineNote")} />
      <PagedQuery
        of={mine}
        page={page}
        onPage={setPage}
        empty={
          <EmptyState icon={IconMessageReport} title={t("feedback.mineEmptyTitle")}>
            {t("feedback.mineEmpty")}
          </EmptyState>
        }
      >
        {(rows) => rows.map((contest) => <Contest key={contest.id} contest={contest} />)}
      </PagedQuery>
    </Page>
  );
}

function Contest({ contest }: { contest: OwnContest }) {
  const { t } = useI18n();
  const withdraw = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/me/gold-contests/{gold_contest_id}/withdraw", {
          params: { path: { gold_contest_id: contest.id } },
          headers,
        }),
      ),
    stale: [apiKey(MINE_PATH)],
  });
  return (
    <Card
      title={contest.project_name}
      note={<Moment iso={contest.contested_at} />}
      action={<StatusBadge tone={TONES[contest.state]}>{t(STATES[contest.state])}</StatusBadge>}
    >
      <FormProblem problem={withdraw.error} />
      <div className={classes.contest}>
        <ImageThumb
          src={contest.item.thumbnail_url}
          alt={contest.item.name}
          width={80}
          height={60}
        />
        <div className={classes.contestWords}>
          <p className={classes.words}>{t("feedback.you", { reason: contest.reason })}</p>
          {contest.answer !== "" && (
            <p className={classes.words}>{t("feedback.manager", { answer: contest.answer })}</p>
          )}
        </div>
        {contest.state === "open" && (
          <Button
            size="xs"
            variant="subtle"
            loading={withdraw.isPending}
            aria-label={t("feedback.withdrawOf", { name: contest.item.name })}
            onClick={() => withdraw.mutate()}
          >
            {t("feedback.withdraw")}
          </Button>
        )}
      </div>
    </Card>
  );
}
