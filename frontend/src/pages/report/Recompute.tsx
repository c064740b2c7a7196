import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
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

/** A fit, asked about until it has ended; then everything made of it is out of date. */
function useRun(runId: number | null) {
  const queryClient = useQueryClient();
  return useQuery({
    ...apiQuery("/api/v1/consensus-runs/{run_id}", { params: { path: { run_id: runId ?? 0 } } }),
    enabled: runId !== null,
    refetchInterval: ({ state }) => {
      const isOver = state.data !== undefined && state.data.finished_at !== null;
      if (isOver) {
        for (const path of [REPORT, "/api/v1/projects/{project_id}/agreement"] as const) {
          void queryClient.invalidateQueries({ queryKey: apiKey(path) });
        }
      }
      return isOver ? false : 1000;
    },
  });
}
