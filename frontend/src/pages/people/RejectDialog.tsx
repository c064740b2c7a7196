import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { ConfirmDialog, SelectField, TextArea, useI18n } from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import { REASON_CODES, REASON_NAMES, type ReasonCode } from "@/pages/standing/words";
import classes from "./People.module.css";
import { STALE } from "./stale";

interface RejectDialogProps {
  ids: number[];
  onDone: () => void;
  onClose: () => void;
}

/** Rejects work with a reason that its author is shown. */
export function RejectDialog({ ids, onDone, onClose }: RejectDialogProps) {
  const { t } = useI18n();
  const project = useProject();
  const [reason, setReason] = useState<ReasonCode>("missed_objects");
  const [note, setNote] = useState("");
  const send = useSend({
    send: (body: { assignment_ids: number[]; reason_code: ReasonCode; note: string }, headers) =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/work/reject", {
          params: { path: { project_id: project.id } },
          body,
          headers,
        }),
      ),
    stale: STALE,
    onSuccess: onDone,
  });
  return (
    <ConfirmDialog
      opened
      title={t("people.rejectTitle", { n: ids.length })}
      verb={t("people.reject")}
      isDangerous
      isPending={send.isPending}
      problem={send.error}
      onConfirm={() => send.mutate({ assignment_ids: ids, reason_code: reason, note })}
      onClose={onClose}
    >
      <div className={classes.fields}>
        <p>{t("people.rejectWords")}</p>
        <SelectField
          label={t("people.rejectReason")}
          data={REASON_CODES.map((value) => ({ value, label: t(REASON_NAMES[value]) }))}
          value={reason}
          onChange={(value) => setReason((value ?? "other") as ReasonCode)}
        />
        <TextArea
          label={t("people.rejectNote")}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.currentTarget.value)}
          problem={send.error}
          path="/note"
        />
      </div>
    </ConfirmDialog>
  );
}
