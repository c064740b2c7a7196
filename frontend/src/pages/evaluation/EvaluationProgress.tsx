import { Button } from "@mantine/core";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, FormProblem, ProgressBar, useI18n } from "@/panels/shared";
import { EVALUATION_PATH, type Evaluation } from "./types";

interface EvaluationProgressProps {
  evaluation: Evaluation;
  /** Whether the reader may cancel what others asked for, too. */
  canManage: boolean;
}

/** How far an evaluation that waits or runs is. */
export function EvaluationProgress({ evaluation, canManage }: EvaluationProgressProps) {
  const { t } = useI18n();
  const path = { evaluation_id: evaluation.id };
  const cancel = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/evaluations/{evaluation_id}/cancel", { params: { path }, headers }),
      ),
    stale: [apiKey(EVALUATION_PATH, path)],
  });
  return (
    <Card>
      <FormProblem problem={cancel.error} />
      <ProgressBar
        label={t("evaluation.computing")}
        done={evaluation.progress_done}
        total={Math.max(100, evaluation.progress_total)}
        waitsFor={evaluation.error_detail}
      />
      {(evaluation.is_own || canManage) && (
        <Button size="xs" mt="sm" onClick={() => cancel.mutate()}>
          {t("evaluation.cancel")}
        </Button>
      )}
    </Card>
  );
}
