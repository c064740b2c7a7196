import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { IconButton, useI18n } from "@/panels/shared";
import { type Batch, LIST_PATH, MOVES_FROM } from "@/pages/batches/state";
import classes from "./Queue.module.css";

const MOST = 100;
const SIZE = 28;

/** The batch's number, and one up or down; the higher number comes first. */
export function PriorityStepper({ batch }: { batch: Batch }) {
  const { t, number } = useI18n();
  const send = useSend({
    send: (priority: number, headers) =>
      answerOf(
        api.POST("/api/v1/batches/{batch_id}/priority", {
          params: { path: { batch_id: batch.id } },
          body: { priority },
          headers,
        }),
      ),
    stale: [apiKey(LIST_PATH)],
  });
  if (MOVES_FROM[batch.state].length === 0) return number(batch.priority);
  return (
    <span className={classes.stepper}>
      <span className={classes.priority}>{number(batch.priority)}</span>
      <IconButton
        icon={<IconArrowUp size={16} stroke={1.6} />}
        label={t("queue.sooner", { name: batch.name })}
        size={SIZE}
        isDisabled={send.isPending || batch.priority >= MOST}
        onClick={() => send.mutate(batch.priority + 1)}
      />
      <IconButton
        icon={<IconArrowDown size={16} stroke={1.6} />}
        label={t("queue.later", { name: batch.name })}
        size={SIZE}
        isDisabled={send.isPending || batch.priority <= -MOST}
        onClick={() => send.mutate(batch.priority - 1)}
      />
    </span>
  );
}
