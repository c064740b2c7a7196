import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, FormProblem, ProgressBar, useI18n } from "@/panels/shared";
import { BatchBadge } from "./BatchBadge";
import { BatchForecast } from "./BatchForecast";
import { BatchTerms } from "./BatchTerms";
import { EndDialog, type Ending } from "./EndDialog";
import { OverlapDialog } from "./OverlapDialog";
import { PauseDialog } from "./PauseDialog";
import {
  ASKING,
  type Batch,
  CHANGEABLE,
  LIST_PATH,
  MOVES,
  MOVES_FROM,
  type Move,
  VERBS,
} from "./state";
import { TermsDialog } from "./TermsDialog";

interface BatchCardProps {
  batch: Batch;
  canManage: boolean;
}

/** A batch: its terms, how far it is, and the moves that are legal now. */
export function BatchCard({ batch, canManage }: BatchCardProps) {
  const { t, money, number } = useI18n();
  const [open, setOpen] = useState<"pause" | "terms" | "overlap" | Ending | null>(null);
  const close = () => setOpen(null);
  const send = useSend({
    send: ({ move }: { move: Move }, headers) =>
      answerOf(api.POST(MOVES[move], { params: { path: { batch_id: batch.id } }, headers })),
    stale: [apiKey(LIST_PATH), apiKey("/api/v1/projects/{project_id}/queue")],
  });
  const terms = t(batch.is_adaptive ? "batches.costAdaptive" : "batches.cost", {
    n: batch.task_count,
    answers: t("batches.answersOfOne", { n: batch.overlap }),
    least: number(batch.overlap_min),
    most: number(batch.overlap_max),
    price: money(batch.price.amount_minor, batch.price.currency),
  });
  const isAsking = CHANGEABLE.has(batch.state) || batch.state === "complete";
  const mayAskOthers = isAsking && !batch.is_adaptive && !batch.is_overlap_changing;
  const act = (move: Move) =>
    move === "open" || move === "resume" ? send.mutate({ move }) : setOpen(move);
  return (
    <Card title={batch.name} note={terms} action={<BatchBadge batch={batch} />}>
      <BatchTerms batch={batch} />
      {batch.is_overlap_changing && <p>{t("batches.overlapChanging")}</p>}
      <ProgressBar
        label={t("batches.progress")}
        done={batch.counts.resolved}
        total={batch.task_count}
      />
      {ASKING.has(batch.state) && <BatchForecast batchId={batch.id} />}
      <FormProblem problem={send.error} />
      {canManage && (
        <Group gap="sm" mt="md">
          {MOVES_FROM[batch.state].map((move) => (
            <Button
              key={move}
              size="xs"
              variant={move === "open" ? "filled" : "default"}
              loading={send.isPending && send.variables.move === move}
              onClick={() => act(move)}
            >
              {t(VERBS[move])}
            </Button>
          ))}
          {batch.state === "paused" && (
            <Button size="xs" onClick={() => setOpen("pause")}>
              {t("batches.doChangePause")}
            </Button>
          )}
          {CHANGEABLE.has(batch.state) && (
            <Button size="xs" onClick={() => setOpen("terms")}>
              {t(batch.state === "draft" ? "batches.doChangeDraft" : "batches.doChange")}
            </Button>
          )}
          {mayAskOthers && (
            <Button size="xs" onClick={() => setOpen("overlap")}>
              {t("batches.doOverlap")}
            </Button>
          )}
        </Group>
      )}
      {open === "overlap" && <OverlapDialog batch={batch} onClose={close} />}
      {open === "pause" && <PauseDialog batch={batch} onClose={close} />}
      {(open === "drain" || open === "archive" || open === "discard") && (
        <EndDialog batch={batch} move={open} onClose={close} />
      )}
      {open === "terms" && <TermsDialog batch={batch} onClose={close} />}
    </Card>
  );
}
