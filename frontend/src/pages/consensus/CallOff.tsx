import { Button } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, TextField, useI18n } from "@/panels/shared";

interface CallOffProps {
  taskId: number;
  name: string;
}

/** Cancels a task that people are asked about, with a reason: its picture is nobody's to see. */
export function CallOff({ taskId, name }: CallOffProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState("");
  const send = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/tasks/{task_id}/call-off", {
          params: { path: { task_id: taskId } },
          headers,
          body: { note },
        }),
      ),
    stale: [
      apiKey("/api/v1/tasks/{task_id}/consensus"),
      apiKey("/api/v1/projects/{project_id}/items"),
      apiKey("/api/v1/projects/{project_id}/queue"),
    ],
    onSuccess: () => setOpen(false),
  });
  return (
    <>
      <Button size="xs" onClick={() => setOpen(true)}>
        {t("queue.cancelTask")}
      </Button>
      <ConfirmDialog
        opened={isOpen}
        title={t("queue.cancelTitle", { name })}
        verb={t("queue.cancelTask")}
        isDangerous
        isPending={send.isPending}
        problem={send.error}
        onConfirm={() => send.mutate()}
        onClose={() => setOpen(false)}
      >
        <p>{t("queue.cancelWords")}</p>
        <p>{t("consensus.callOffWords")}</p>
        <TextField
          label={t("queue.reason")}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          problem={send.error}
          path="note"
          required
        />
      </ConfirmDialog>
    </>
  );
}
