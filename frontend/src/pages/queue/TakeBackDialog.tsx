import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, TextField, useI18n } from "@/panels/shared";
import type { Lease } from "./LeaseTable";

interface TakeBackDialogProps {
  lease: Lease;
  projectId: number;
  onClose: () => void;
}

/** Take a task from whoever holds it; they read why. */
export function TakeBackDialog({ lease, projectId, onClose }: TakeBackDialogProps) {
  const { t } = useI18n();
  const [note, setNote] = useState("");
  const place = { project_id: projectId };
  const send = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/leases/{assignment_id}/take-back", {
          params: { path: { ...place, assignment_id: lease.id } },
          body: { note },
          headers,
        }),
      ),
    stale: [
      apiKey("/api/v1/projects/{project_id}/leases", place),
      apiKey("/api/v1/projects/{project_id}/queue", place),
      apiKey("/api/v1/projects/{project_id}/batches", place),
    ],
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      opened
      title={t("queue.takeBackTitle", { name: lease.item_name, person: lease.person.pseudonym })}
      verb={t("queue.takeBack")}
      isDangerous
      isPending={send.isPending}
      problem={send.error}
      onConfirm={() => send.mutate()}
      onClose={onClose}
    >
      <p>{t("queue.takeBackWords")}</p>
      <TextField
        label={t("queue.takeBackWhy")}
        value={note}
        maxLength={300}
        onChange={(event) => setNote(event.currentTarget.value)}
        problem={send.error}
        path="note"
      />
    </ConfirmDialog>
  );
}
