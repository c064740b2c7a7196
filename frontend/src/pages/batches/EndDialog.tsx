import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, TextField, useI18n } from "@/panels/shared";
import { type Batch, LIST_PATH, MOVES } from "./state";

interface EndDialogProps {
  batch: Batch;
  move: Ending;
  onClose: () => void;
}

const WORDS = {
  drain: { title: "batches.drainTitle", words: "batches.drainWords", verb: "batches.doDrain" },
  archive: {
    title: "batches.archiveTitle",
    words: "batches.archiveWords",
    verb: "batches.doArchive",
  },
  discard: {
    title: "batches.discardTitle",
    words: "batches.discardWords",
    verb: "batches.doDiscard",
  },
} as const;
export type Ending = keyof typeof WORDS;

/** Asks before a batch is ended or put away: neither can be undone. */
export function EndDialog({ batch, move, onClose }: EndDialogProps) {
  const { t } = useI18n();
  const [reason, setReason] = useState("");
  const send = useSend({
    send: (body: { reason: string }, headers) => {
      const params = { path: { batch_id: batch.id } };
      return answerOf(
        move === "drain"
          ? api.POST(MOVES.drain, { params, body, headers })
          : api.POST(MOVES[move], { params, headers }),
      );
    },
    stale: [apiKey(LIST_PATH), apiKey("/api/v1/projects/{project_id}/queue")],
    onSuccess: onClose,
  });
  const { title, words, verb } = WORDS[move];
  return (
    <ConfirmDialog
      opened
      title={t(title, { name: batch.name })}
      verb={t(verb)}
      isDangerous
      isPending={send.isPending}
      problem={send.error}
      onConfirm={() => send.mutate({ reason })}
      onClose={onClose}
    >
      <p>{t(words, { n: batch.counts.open })}</p>
      {move === "drain" && (
        <TextField
          label={t("batches.drainReason")}
          description={t("batches.drainReasonHint")}
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.currentTarget.value)}
          problem={send.error}
          path="reason"
        />
      )}
    </ConfirmDialog>
  );
}
