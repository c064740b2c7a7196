import { Button, Group } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { answerOf, api } from "@/api/client";
import { isLive } from "@/api/operation";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { FormProblem, Moment, ProgressBar, useI18n } from "@/panels/shared";
import classes from "./Report.module.css";
import { REPORT, RUNS } from "./types";

type Run = Answered<typeof RUNS>["results"][number];

/** Fits begin by themselves too, so that the list is looked at now and then. */
const LIVE_MS = 1000;
const QUIET_MS = 30_000;

interface RecomputeProps {
  projectId: number;
  /** Whether anything was computed before. */
  hasRun: boolean;
}

/** The newest fit: how far it is, or why it came to nothing; asks for one of everything anew. */
export function Recompute({ projectId, hasRun }: RecomputeProps) {
  const { t } = useI18n();
  const newest = useNewestRun(projectId);
  const stale = [apiKey(RUNS)];
  const start = useSend({
    send: (_: void, headers) =>
      answerOf(api.POST(RUNS, { params: { path: { project_id: projectId } }, headers })),
    stale,
  });
  const queryClient = useQueryClient();
  // Somebody else, or the clock, was quicker: that fit is the one to watch.
  const isTaken = start.error?.code === "run_running";
  useEffect(() => {
    if (isTaken) void queryClient.invalidateQueries({ queryKey: apiKey(RUNS) });
  }, [isTaken, queryClient]);
  if (newest !== undefined && isLive(newest)) return <Running run={newest} />;
  return (
    <>
      {newest !== undefined && newest.state !== "done" && <InVain run={newest} />}
      {!isTaken && <FormProblem problem={start.error} />}
      <Button size="xs" loading={start.isPending} onClick={() => start.mutate()}>
        {t(hasRun ? "report.computeAgain" : "report.compute")}
      </Button>
    </>
  );
}

function Running({ run }: { run: Run }) {
  const { t } = useI18n();
  const cancel = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/consensus-runs/{run_id}/cancel", {
          params: { path: { run_id: run.id } },
          headers,
        }),
      ),
    stale: [apiKey(RUNS)],
  });
  return (
    <Group gap="sm" wrap="nowrap" align="end">
      <ProgressBar
        label={t(run.is_provisional ? "report.updating" : "report.computing")}
        done={run.progress_done}
        total={run.progress_total}
      />
      <Button
        size="xs"
        variant="default"
        loading={cancel.isPending}
        disabled={cancel.isSuccess}
        onClick={() => cancel.mutate()}
      >
        {t("report.cancel")}
      </Button>
      <FormProblem problem={cancel.error} />
    </Group>
  );
}

function InVain({ run }: { run: Run }) {
  const { t } = useI18n();
  return (
    <p className={classes.note} role="alert">
      {run.state === "failed"
        ? t("report.runFailed", { n: run.id, reason: run.error_detail })
        : t("report.runCancelled", { n: run.id })}{" "}
      {run.finished_at !== null && <Moment iso={run.finished_at} />}
    </p>
  );
}

/** What is made of a fit. */
const OUT_OF_DATE = [
  REPORT,
  RUNS,
  "/api/v1/projects/{project_id}/agreement",
  "/api/v1/projects/{project_id}/consensus",
  "/api/v1/projects/{project_id}/people",
] as const;

/** The newest fit, asked about while it lives; at its end everything made of it is out of date. */
function useNewestRun(projectId: number): Run | undefined {
  const queryClient = useQueryClient();
  const runs = useQuery({
    ...apiQuery(RUNS, { params: { path: { project_id: projectId }, query: { page_size: 1 } } }),
    refetchInterval: ({ state }) => {
      const newest = state.data?.results[0];
      return newest !== undefined && isLive(newest) ? LIVE_MS : QUIET_MS;
    },
  });
  const newest = runs.data?.results[0];
  // Undefined before anything is known, null while one lives or where there is none.
  const ended = newest !== undefined && !isLive(newest) ? newest.id : runs.data && null;
  const seen = useRef(ended);
  useEffect(() => {
    const before = seen.current;
    seen.current = ended;
    if (before === undefined || ended == null || ended === before) return;
    for (const path of OUT_OF_DATE) {
      void queryClient.invalidateQueries({ queryKey: apiKey(path) });
    }
  }, [ended, queryClient]);
  return newest;
}
