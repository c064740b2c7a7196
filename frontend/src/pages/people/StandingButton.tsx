import { Button } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, TextField, useI18n } from "@/panels/shared";
import type { WorkingPerson } from "./PeoplePage";

const BLOCK = "/api/v1/projects/{project_id}/people/{user_id}/block";
const UNBLOCK = "/api/v1/projects/{project_id}/people/{user_id}/unblock";

interface StandingButtonProps {
  person: WorkingPerson;
  projectId: number;
}

/** Blocks a person with a reason, or lets them work again. */
export function StandingButton({ person, projectId }: StandingButtonProps) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const isActive = person.standing === "active";
  const send = useSend({
    send: (body: { reason: string }, headers) =>
      answerOf(
        api.POST(isActive ? BLOCK : UNBLOCK, {
          params: { path: { project_id: projectId, user_id: person.user_id } },
          body,
          headers,
        }),
      ),
    stale: [apiKey("/api/v1/projects/{project_id}/people")],
    onSuccess: () => setAsking(false),
  });
  const name = { name: person.pseudonym };
  return (
    <>
      <Button size="xs" variant="subtle" onClick={() => setAsking(true)}>
        {isActive ? t("people.block") : t("people.unblock")}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={isActive ? t("people.blockTitle", name) : t("people.unblockTitle", name)}
        verb={isActive ? t("people.block") : t("people.unblock")}
        isDangerous={isActive}
        isPending={send.isPending}
        problem={send.error}
        onConfirm={() => send.mutate({ reason })}
        onClose={() => setAsking(false)}
      >
        <p>{isActive ? t("people.blockWords") : t("people.unblockWords")}</p>
        {isActive && (
          <TextField
            label={t("people.reason")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            problem={send.error}
            path="reason"
          />
        )}
      </ConfirmDialog>
    </>
  );
}
