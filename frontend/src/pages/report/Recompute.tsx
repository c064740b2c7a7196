import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { FormProblem, ProgressBar, useI18n } from "@/panels/shared";
import { REPORT } from "./types";

interface RecomputeProps {
  projectId: number;
  /** Whether anything was computed before. */
  hasRun: boolean;
}

/** Asks for a fit of everything from the start, and shows how far it is. */
export function Recompute({ projectId, hasRun }: RecomputeProps) {
  const { t } = useI18n();
  const [runId, setRunId] = useState<number | null>(null);
  const run = useRun(runId);
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
  if (run.data !== undefined && run.data.finished_at === null) {
    return (
      <ProgressBar
        label={t("report.computing")}
        done={run.data.progress_done}
        total={run.data.progress_total}
      />
    );
  }
  return (
    <>
      <FormProblem problem={start.error} />
      <Button size="xs" loading={start.isPending} onClick={() => start.mutate()}>
        {t(hasRun ? "report.computeAgain" : "report.compute")}
      </Button>
    </>
  );
}

/** What is made of a fit. */
const OUT_OF_DATE = [
  REPORT,
  "/api/v1/projects/{project_id}/agreement",
  "/api/v1/projects/{project_id}/consensus",
  "/api/v1/projects/{project_id}/people",
] as const;

/** A fit, asked about until it has ended; then everything made of it is out of date. */
function useRun(runId: number | null) {
  const queryClient = useQueryClient();
  const run = useQuery({
    ...apiQuery("/api/v1/consensus-runs/{run_id}", { params: { path: { run_id: runId ?? 0 } } }),
    enabled: runId !== null,
    refetchInterval: ({ state }) => (state.data?.finished_at == null ? 1000 : false),
  });
  const finishedAt = run.data?.finished_at ?? null;
  useEffect(() => {
    if (finishedAt === null) return;
    for (const path of OUT_OF_DATE) {
      void queryClient.invalidateQueries({ queryKey: apiKey(path) });
    }
  }, [finishedAt, queryClient]);
  return run;
}
