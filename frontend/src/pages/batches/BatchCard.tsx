import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  ConfirmDialog,
  FormProblem,
  ProgressBar,
  StatusBadge,
  TextField,
  useI18n,
} from "@/panels/shared";
import {
  type Batch,
  LIST_PATH,
  MOVES,
  MOVES_FROM,
  type Move,
  STATE_NAMES,
  STATE_TONES,
  VERBS,
} from "./state";

interface BatchCardProps {
  batch: Batch;
  canManage: boolean;
}

/** A batch: its terms, how far it is, and the moves that are legal now. */
export function BatchCard({ batch, canManage }: BatchCardProps) {
  const { t, money, number } = useI18n();
  const [isPausing, setPausing] = useState(false);
  const [reason, setReason] = useState("");
  const send = useSend({
    send: ({ move, ...body }: { move: Move; reason?: string }, headers) =>
      answerOf(api.POST(MOVES[move], { params: { path: { batch_id: batch.id } }, body, headers })),
    stale: [apiKey(LIST_PATH), apiKey("/api/v1/projects/{project_id}/queue")],
    onSuccess: () => setPausing(false),
  });
  const terms = t(batch.is_adaptive ? "batches.costAdaptive" : "batches.cost", {
    tasks: number(batch.task_count),
    overlap: number(batch.overlap),
    least: number(batch.overlap_min),
    most: number(batch.overlap_max),
    price: money(batch.price.amount_minor, batch.price.currency),
  });
  const act = (move: Move) => (move === "pause" ? setPausing(true) : send.mutate({ move }));
  return (
    <Card
      title={batch.name}
      note={terms}
      action={
        <StatusBadge tone={STATE_TONES[batch.state]}>{t(STATE_NAMES[batch.state])}</StatusBadge>
      }
    >
      {batch.pause_reason !== "" && <p>{t("batches.pausedFor", { reason: batch.pause_reason })}</p>}
      <ProgressBar
        label={t("batches.progress")}
        done={batch.counts.resolved}
        total={batch.task_count}
      />
      {!isPausing && <FormProblem problem={send.error} />}
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
        </Group>
      )}
      <ConfirmDialog
        opened={isPausing}
        title={t("batches.pauseTitle", { name: batch.name })}
        verb={t("batches.doPause")}
        isPending={send.isPending}
        problem={send.error}
        onConfirm={() => send.mutate({ move: "pause", reason })}
        onClose={() => setPausing(false)}
      >
        <p>{t("batches.pauseWords")}</p>
        <TextField
          label={t("batches.reason")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          problem={send.error}
          path="reason"
        />
      </ConfirmDialog>
    </Card>
  );
}
