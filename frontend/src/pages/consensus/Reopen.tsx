import { Button } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, NumberField, TextField, useI18n } from "@/panels/shared";

const TASK = "/api/v1/tasks/{task_id}/consensus";

/** Opens a resolved task again, with a reason: for further people, or for a reviewer. */
export function Reopen({ taskId }: { taskId: number }) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  const [people, setPeople] = useState<number | string>(0);
  const [reason, setReason] = useState("");
  const send = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/tasks/{task_id}/reopen", {
          params: { path: { task_id: taskId } },
          headers,
          body: { people: Number(people), reason },
        }),
      ),
    stale: [
      apiKey(TASK),
      apiKey("/api/v1/projects/{project_id}/disputes"),
      apiKey("/api/v1/projects/{project_id}/dispute-counts"),
    ],
    onSuccess: () => setOpen(false),
  });
  return (
    <>
      <Button size="xs" onClick={() => setOpen(true)}>
        {t("consensus.reopen")}
      </Button>
      <ConfirmDialog
        opened={isOpen}
        title={t("consensus.reopenTitle")}
        verb={t("consensus.reopen")}
        isPending={send.isPending}
        problem={send.error}
        onConfirm={() => send.mutate()}
        onClose={() => setOpen(false)}
      >
        <p>{t("consensus.reopenWords")}</p>
        <NumberField
          label={t("consensus.reopenPeople")}
          description={t("consensus.reopenPeopleHint")}
          value={people}
          onChange={setPeople}
          max={10}
          allowDecimal={false}
          problem={send.error}
          path="people"
        />
        <TextField
          label={t("consensus.reopenReason")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          problem={send.error}
          path="reason"
          required
        />
      </ConfirmDialog>
    </>
  );
}
