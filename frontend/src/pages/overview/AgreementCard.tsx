import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  FormProblem,
  IntervalList,
  ProgressBar,
  Query,
  SchemaSwatch,
  useI18n,
} from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import classes from "./Overview.module.css";

const PATH = "/api/v1/projects/{project_id}/agreement";
const TARGET = 0.67;
type Agreement = Answered<typeof PATH>;
type Measure = NonNullable<Agreement["alpha"]>;

/** How far people agree, over all and by label, each with its interval. */
export function AgreementCard({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const place = { project_id: projectId };
  const agreement = useQuery(apiQuery(PATH, { params: { path: place } }));
  return (
    <Card
      title={t("overview.agreement")}
      note={t("overview.alphaWhat")}
      action={
        <Link to="/p/$projectId/consensus" params={{ projectId }}>
          {t("overview.consensus")}
        </Link>
      }
    >
      <Query of={agreement}>{(data) => <Measures agreement={data} />}</Query>
      <Recompute projectId={projectId} />
    </Card>
  );
}

function Measures({ agreement }: { agreement: Agreement }) {
  const { t, number } = useI18n();
  const { alpha } = agreement;
  if (agreement.run_id === null || alpha == null) return <p>{t("overview.noAgreement")}</p>;
  const rows = [
    { key: "all", name: t("overview.all"), mark: undefined, measure: alpha },
    ...[...(agreement.labels ?? []), ...(agreement.questions ?? [])].map((label) => ({
      key: label.key,
      name: label.name,
      mark: label.color ? <SchemaSwatch color={label.color} /> : undefined,
      measure: label,
    })),
  ];
  const others = [
    ["overview.meanIou", agreement.mean_iou],
    ["overview.f1", agreement.f1_50],
    ["overview.percent", agreement.percent],
  ] as const;
  return (
    <>
      <IntervalList
        title={t("overview.agreement")}
        target={TARGET}
        rows={rows.map(({ measure, ...row }) => ({
          ...row,
          estimate: estimateOf(measure),
          why: measure.undefined_reason ?? undefined,
          count: t("overview.itemCount", { n: measure.item_count }),
        }))}
      />
      <div className={classes.measures}>
        {others.map(([name, measure]) =>
          measure?.value == null ? null : (
            <span key={name}>
              {t(name)} <strong>{number(measure.value)}</strong>
            </span>
          ),
        )}
      </div>
    </>
  );
}

function estimateOf(measure: Measure) {
  const { value, lower, upper, item_count: count } = measure;
  return value === null || lower === null || upper === null ? null : { value, lower, upper, count };
}

function Recompute({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const [runId, setRunId] = useState<number | null>(null);
  const queryClient = useQueryClient();
  const run = useQuery({
    ...apiQuery("/api/v1/consensus-runs/{run_id}", { params: { path: { run_id: runId ?? 0 } } }),
    enabled: runId !== null,
    refetchInterval: ({ state }) => {
      const isOver = state.data !== undefined && state.data.finished_at !== null;
      if (isOver) void queryClient.invalidateQueries({ queryKey: apiKey(PATH) });
      return isOver ? false : 1000;
    },
  });
  const start = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/consensus-runs", {
          params: { path: { project_id: projectId } },
          headers,
        }),
      ),
    onSuccess: (started) => setRunId(started.id),
  });
  const isLive = run.data !== undefined && run.data.finished_at === null;
  return (
    <div className={classes.foot}>
      <FormProblem problem={start.error} />
      {isLive ? (
        <ProgressBar
          label={t("overview.computing")}
          done={run.data.progress_done}
          total={run.data.progress_total}
        />
      ) : (
        <Button size="xs" loading={start.isPending} onClick={() => start.mutate()}>
          {t("overview.recompute")}
        </Button>
      )}
    </div>
  );
}
