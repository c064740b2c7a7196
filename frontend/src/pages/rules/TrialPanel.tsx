import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { FormProblem, ProgressBar, useI18n } from "@/panels/shared";
import classes from "./Rules.module.css";
import { TrialResult } from "./TrialResult";
import type { Draft, Trial } from "./types";

interface TrialPanelProps {
  projectId: number;
  draft: Draft;
  onClose: () => void;
}

/** Plays a rule over what has been, shows how far that is, then whom it would have hit. */
export function TrialPanel({ projectId, draft, onClose }: TrialPanelProps) {
  const { t } = useI18n();
  const [trialId, setTrialId] = useState<number | null>(null);
  const trial = useTrial(trialId);
  const start = useSend({
    send: (body: Draft, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/rule-trials", {
          params: { path: { project_id: projectId } },
          body,
          headers,
        }),
      ),
    onSuccess: (started) => setTrialId(started.id),
  });
  const stop = useSend({
    send: (id: number, headers) =>
      answerOf(
        api.POST("/api/v1/rule-trials/{trial_id}/cancel", {
          params: { path: { trial_id: id } },
          headers,
        }),
      ),
  });
  const isAsked = useRef(false);
  const { mutate } = start;
  useEffect(() => {
    // Once, also where React mounts twice to find faults.
    if (isAsked.current) return;
    isAsked.current = true;
    mutate(draft);
  }, [draft, mutate]);
  const isLive = start.error === null && (trial.data === undefined || !hasEnded(trial.data));
  return (
    <div className={classes.trial} aria-live="polite">
      <FormProblem problem={start.error ?? stop.error} />
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
          <Button size="xs" variant="subtle" onClick={onClose}>
            {t("rules.close")}
          </Button>
        )}
      </Group>
    </div>
  );
}

function hasEnded(trial: Trial): boolean {
  return trial.finished_at !== null;
}

/** A dry run, asked about until it has ended. */
function useTrial(trialId: number | null) {
  return useQuery({
    ...apiQuery("/api/v1/rule-trials/{trial_id}", { params: { path: { trial_id: trialId ?? 0 } } }),
    enabled: trialId !== null,
    refetchInterval: ({ state }) => (state.data?.finished_at == null ? 700 : false),
  });
}
