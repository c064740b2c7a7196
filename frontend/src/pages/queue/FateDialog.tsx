import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, NumberField, TextField, useI18n } from "@/panels/shared";
import type { StuckTask } from "./names";

export type Fate = "reopen" | "cancel";

const USUAL_PEOPLE = 2;
const MOST_PEOPLE = 10;

interface FateDialogProps {
  task: StuckTask;
  fate: Fate;
  projectId: number;
  onClose: () => void;
}

/** Ask other people for a stuck task, or label it never; both with the reason. */
export function FateDialog({ task, fate, projectId, onClose }: FateDialogProps) {
  const { t } = useI18n();
  const [people, setPeople] = useState(USUAL_PEOPLE);
  const [reason, setReason] = useState("");
  const place = { project_id: projectId };
  const send = useSend({
    send: (_: void, headers) => {
      const params = { path: { task_id: task.id } };
      if (fate === "cancel") {
        const body = { note: reason };
        return answerOf(api.POST("/api/v1/tasks/{task_id}/cancel", { params, body, headers }));
      }
      const body = { people, reason };
      return answerOf(api.POST("/api/v1/tasks/{task_id}/reopen", { params, body, headers }));
    },
    stale: [
      apiKey("/api/v1/projects/{project_id}/stuck-tasks", place),
      apiKey("/api/v1/projects/{project_id}/queue", place),
    ],
    onSuccess: onClose,
  });
  const isReopening = fate === "reopen";
  return (
    <ConfirmDialog
      opened
      title={t(isReopening ? "queue.askTitle" : "queue.cancelTitle", { name: task.item.name })}
      verb={t(isReopening ? "queue.askOthers" : "queue.cancelTask")}
      isDangerous={!isReopening}
      isPending={send.isPending}
      problem={send.error}
      onConfirm={() => send.mutate()}
      onClose={onClose}
    >
      <p>{t(isReopening ? "queue.askWords" : "queue.cancelWords")}</p>
      {isReopening && (
        <NumberField
          label={t("queue.howMany")}
          value={people}
          min={1}
          max={MOST_PEOPLE}
          onChange={(value) => setPeople(Number(value))}
          problem={send.error}
          path="people"
        />
      )}
      <TextField
        label={t("queue.reason")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        problem={send.error}
        path={isReopening ? "reason" : "note"}
      />
    </ConfirmDialog>
  );
}
