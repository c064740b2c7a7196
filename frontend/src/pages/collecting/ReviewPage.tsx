import { Button, UnstyledButton } from "@mantine/core";
import { IconChecks } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  EmptyState,
  FormProblem,
  Page,
  PageHeader,
  Query,
  TextField,
  useI18n,
} from "@/panels/shared";
import { ButtonLink } from "@/pages/shell/Link";
import classes from "./Collecting.module.css";
import {
  REASON_NAMES,
  type Reason,
  REVIEWING,
  type Reviewing,
  staleOf,
  type ToReview,
} from "./collecting";
import { Wanted } from "./Wanted";

/** What others sent, one picture after another, each held against the brief. */
export default function ReviewPage() {
  const { t, money } = useI18n();
  const { projectId } = useParams({ from: "/signed-in/work/collect/$projectId/review" });
  const reviewing = useQuery(apiQuery(REVIEWING, { params: { path: { project_id: projectId } } }));
  return (
    <Page isNarrow>
      <Query of={reviewing}>
        {(data) => (
          <div className={classes.body}>
            <PageHeader
              title={t("collecting.reviewTitle", { name: data.brief.project_name })}
              note={`${t("collecting.perReview", {
                price: money(
                  data.brief.review_price.amount_minor,
                  data.brief.review_price.currency,
                ),
              })}. ${t("collecting.earned", {
                amount: money(data.earned.amount_minor, data.earned.currency),
              })}`}
            />
            <Next reviewing={data} />
            <Wanted brief={data.brief} />
          </div>
        )}
      </Query>
    </Page>
  );
}

function Next({ reviewing: { asset, brief, waiting_count } }: { reviewing: Reviewing }) {
  const { t } = useI18n();
  if (asset === null) {
    return (
      <EmptyState
        icon={IconChecks}
        title={t("collecting.nothingToReview")}
        action={
          <ButtonLink to="/collect/$projectId" params={{ projectId: brief.project_id }}>
            {t("collecting.go")}
          </ButtonLink>
        }
      >
        {t("collecting.nothingToReviewWhy")}
      </EmptyState>
    );
  }
  return (
    <Card
      title={asset.stratum_name}
      note={t("collecting.waitingCount", { n: waiting_count })}
      titleSize="section"
    >
      <div className={classes.body}>
        <img
          className={classes.picture}
          src={asset.picture_url}
          alt={t("collecting.pictureOf", { kind: asset.stratum_name })}
        />
        <Word key={asset.id} asset={asset} projectId={brief.project_id} />
      </div>
    </Card>
  );
}

/** Accept it, or choose why not: one press each. */
function Word({ asset, projectId }: { asset: ToReview; projectId: number }) {
  const { t } = useI18n();
  const [isRefusing, setRefusing] = useState(false);
  const [note, setNote] = useState("");
  const review = useSend({
    send: (body: { is_accepted: boolean; reason_code?: Reason; note?: string }, headers) =>
      answerOf(
        api.POST("/api/v1/collected/{asset_id}/review", {
          params: { path: { asset_id: asset.id } },
          body,
          headers,
        }),
      ),
    stale: staleOf(projectId),
  });
  return (
    <>
      <div className={classes.acts}>
        <Button
          variant="filled"
          size="md"
          loading={review.isPending}
          onClick={() => review.mutate({ is_accepted: true })}
        >
          {t("collecting.isWanted")}
        </Button>
        <Button size="md" aria-expanded={isRefusing} onClick={() => setRefusing(!isRefusing)}>
          {t("collecting.isNotWanted")}
        </Button>
      </div>
      {isRefusing && (
        <div className={classes.body}>
          <TextField
            label={t("collecting.noteForSender")}
            value={note}
            maxLength={300}
            onChange={(event) => setNote(event.currentTarget.value)}
            problem={review.error}
            path="note"
          />
          <p className={classes.note}>{t("collecting.chooseReason")}</p>
          <div className={classes.reasons}>
            {(Object.keys(REASON_NAMES) as Reason[]).map((reason) => (
              <UnstyledButton
                key={reason}
                className={classes.reason}
                disabled={review.isPending}
                onClick={() => review.mutate({ is_accepted: false, reason_code: reason, note })}
              >
                {t(REASON_NAMES[reason])}
              </UnstyledButton>
            ))}
          </div>
        </div>
      )}
      <FormProblem problem={review.error} />
    </>
  );
}
