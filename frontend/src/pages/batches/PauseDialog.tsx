import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, TextField, useI18n } from "@/panels/shared";
import { type Batch, LIST_PATH } from "./state";
import { localOf, momentOf } from "./terms";

const PATH = "/api/v1/batches/{batch_id}/pause";

interface PauseDialogProps {
  batch: Batch;
  onClose: () => void;
}

/** Pauses a batch, or changes why and until when it is paused. */
export function PauseDialog({ batch, onClose }: PauseDialogProps) {
  const { t } = useI18n();
  const isPaused = batch.state === "paused";
  const [reason, setReason] = useState(batch.pause_reason);
  const [resumesAt, setResumesAt] = useState(localOf(batch.resumes_at));
  const send = useSend({
    send: (body: { reason: string; resumes_at: string | null }, headers) => {
      const params = { path: { batch_id: batch.id } };
      return answerOf(
        isPaused ? api.PUT(PATH, { params, body }) : api.POST(PATH, { params, body, headers }),
      );
    },
    stale: [apiKey(LIST_PATH), apiKey("/api/v1/projects/{project_id}/queue")],
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      opened
      title={t(isPaused ? "batches.changePauseTitle" : "batches.pauseTitle", { name: batch.name })}
      verb={t(isPaused ? "batches.save" : "batches.doPause")}
      isPending={send.isPending}
      problem={send.error}
      onConfirm={() => send.mutate({ reason, resumes_at: momentOf(resumesAt) })}
      onClose={onClose}
    >
      <p>{t("batches.pauseWords")}</p>
      <TextField
        label={t("batches.reason")}
        required
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
        problem={send.error}
        path="reason"
        mb="md"
      />
      <TextField
        type="datetime-local"
        label={t("batches.resumesAt")}
        description={t("batches.resumesAtHint")}
        value={resumesAt}
        onChange={(event) => setResumesAt(event.currentTarget.value)}
        problem={send.error}
        path="resumes_at"
      />
    </ConfirmDialog>
  );
}
