import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { useI18n } from "@/panels/shared";
import { TrialView } from "./TrialView";
import { type Draft, TRIALS } from "./types";

interface TrialPanelProps {
  projectId: number;
  ruleId: number;
  draft: Draft;
  onClose: () => void;
}

/** Plays a stored rule over what has been, and shows what came of it. */
export function TrialPanel({ projectId, ruleId, draft, onClose }: TrialPanelProps) {
  const { t } = useI18n();
  const [trialId, setTrialId] = useState<number | null>(null);
  const start = useSend({
    send: (body: Draft, headers) =>
      answerOf(
        api.POST(TRIALS, {
          params: { path: { project_id: projectId } },
          body: { ...body, rule_id: ruleId },
          headers,
        }),
      ),
    stale: [apiKey(TRIALS)],
    onSuccess: (started) => setTrialId(started.id),
  });
  const isAsked = useRef(false);
  const { mutate } = start;
  useEffect(() => {
    // Once, also where React mounts twice to find faults.
    if (isAsked.current) return;
    isAsked.current = true;
    mutate(draft);
  }, [draft, mutate]);
  return (
    <TrialView trialId={trialId} problem={start.error}>
      <Button size="xs" variant="subtle" onClick={onClose}>
        {t("rules.close")}
      </Button>
    </TrialView>
  );
}
