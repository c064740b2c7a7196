import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { Callout, ConfirmDialog, TextArea, useI18n } from "@/panels/shared";
import { type Held, PATH } from "./QualificationsPage";

export const MOVE_VERBS = {
  suspend: "qualifications.suspend",
  restore: "qualifications.restore",
  revoke: "qualifications.revoke",
} as const;
export type Move = keyof typeof MOVE_VERBS;
const WORDS = {
  suspend: "qualifications.suspendWords",
  restore: "qualifications.restoreWords",
  revoke: "qualifications.revokeWords",
} as const satisfies Record<Move, string>;

interface MoveDialogProps {
  held: Held;
  move: Move;
  projectId: number;
  onClose: () => void;
}

/** Says what the move does; asks for the reason the person will read. */
export function MoveDialog({ held, move, projectId, onClose }: MoveDialogProps) {
  const { t } = useI18n();
  const [reason, setReason] = useState("");
  const place = { project_id: projectId };
  const send = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/qualifications/{user_id}", {
          params: { path: { ...place, user_id: held.user_id } },
          body: { move, reason },
          headers,
        }),
      ),
    stale: [apiKey(PATH, place)],
    onSuccess: ({ is_changed: isChanged }) => {
      if (isChanged) onClose();
    },
  });
  return (
    <ConfirmDialog
      opened
      title={t("qualifications.moveTitle", { verb: t(MOVE_VERBS[move]), name: held.pseudonym })}
      verb={t(MOVE_VERBS[move])}
      isDangerous={move === "revoke"}
      isPending={send.isPending}
      problem={send.error}
      onConfirm={() => send.mutate()}
      onClose={onClose}
    >
      <p>{t(WORDS[move])}</p>
      {send.data?.is_changed === false && (
        <Callout tone="caution">{t("qualifications.movedOn")}</Callout>
      )}
      {move !== "restore" && (
        <TextArea
          label={t("qualifications.reason")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          problem={send.error}
          path="reason"
          maxLength={300}
          required
        />
      )}
    </ConfirmDialog>
  );
}
