import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { answerOf, api } from "@/api/client";
import { Problem } from "@/api/problem";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { FormProblem, ProgressBar, useI18n } from "@/panels/shared";
import classes from "./Rules.module.css";
import { TrialResult } from "./TrialResult";
import { type Trial, TRIALS } from "./types";

interface TrialViewProps {
  /** None while it is being asked for. */
  trialId: number | null;
  /** Why there is none. */
  problem?: Error | null;
  /** What stands below it once it has ended. */
  children?: ReactNode;
}

/** How far a dry run is, then whom the rule would have hit. */
export function TrialView({ trialId, problem = null, children }: TrialViewProps) {
  const { t } = useI18n();
  const trial = useTrial(trialId);
  const stop = useSend({
    send: (id: number, headers) =>
      answerOf(
        api.POST("/api/v1/rule-trials/{trial_id}/cancel", {
          params: { path: { trial_id: id } },
          headers,
        }),
      ),
    stale: [apiKey(TRIALS)],
  });
  const unread = problem ?? trial.error;
  const isLive = unread === null && (trial.data === undefined || !hasEnded(trial.data));
  return (
    <div className={classes.trial} aria-live="polite">
      <FormProblem problem={unread ?? stop.error} />
      {isLive && (
        <ProgressBar
          label={t("rules.playing")}
          done={trial.data?.progress_done ?? 0}
          total={trial.data?.progress_total ?? 0}
        />
      )}
      {trial.data !== undefined && hasEnded(trial.data) && <TrialResult trial={trial.data} />}
      <Group className={classes.acts ?? ""}>
        {isLive && trialId !== null ? (
          <Button size="xs" variant="subtle" onClick={() => stop.mutate(trialId)}>
            {t("rules.stop")}
          </Button>
        ) : (
          children
        )}
      </Group>
    </div>
  );
}

function hasEnded(trial: Trial): boolean {
  return trial.finished_at !== null;
}

/** A dry run, asked about until it has ended, or the server will not say. */
function useTrial(trialId: number | null) {
  return useQuery({
    ...apiQuery("/api/v1/rule-trials/{trial_id}", { params: { path: { trial_id: trialId ?? 0 } } }),
    enabled: trialId !== null,
    refetchInterval: ({ state }) => {
      const isRefused = state.error instanceof Problem && !state.error.isTransient;
      return isRefused || state.data?.finished_at != null ? false : 700;
    },
  });
}
