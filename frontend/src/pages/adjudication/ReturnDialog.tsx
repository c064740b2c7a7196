import { useState } from "react";
import { answerOf, api } from "@/api/client";
import type { components } from "@/api/schema";
import { useSend } from "@/api/send";
import { ConfirmDialog, SelectField, TextField, useI18n } from "@/panels/shared";
import type { Detail } from "./types";
import { STALE } from "./use-settle";

type ReturnReason = components["schemas"]["ReturnAnswerInRequest"]["reason_code"];

const REASONS: Record<ReturnReason, string> = {
  missed_objects: "adjudication.returnMissed",
  extra_objects: "adjudication.returnExtra",
  wrong_label: "adjudication.returnLabel",
  wrong_shape: "adjudication.returnShape",
  wrong_answer: "adjudication.returnAnswer",
  not_by_guideline: "adjudication.returnGuideline",
  careless: "adjudication.returnCareless",
  other: "adjudication.returnOther",
};

interface ReturnDialogProps {
  detail: Detail;
  isOpen: boolean;
  onClose: () => void;
  onSuccess: () => Promise<void>;
}

/** Sends one person's answer back to them, with what is wrong with it. */
export function ReturnDialog({ detail, isOpen, onClose, onSuccess }: ReturnDialogProps) {
  const { t } = useI18n();
  const people = detail.task.submissions.filter(({ counts }) => counts);
  const [who, setWho] = useState(String(people[0]?.id ?? ""));
  const [reason, setReason] = useState<ReturnReason>("wrong_label");
  const [note, setNote] = useState("");
  const send = useSend({
    send: (_: void, headers) =>
      answerOf(
        api.POST("/api/v1/tasks/{task_id}/return", {
          params: { path: { task_id: detail.task.task_id } },
          headers,
          body: { submission_id: Number(who), reason_code: reason, note },
        }),
      ),
    stale: STALE,
    onSuccess,
  });
  return (
    <ConfirmDialog
      opened={isOpen}
      title={t("adjudication.returnTitle")}
      verb={t("adjudication.return")}
      isPending={send.isPending}
      problem={send.error}
      onConfirm={() => send.mutate()}
      onClose={onClose}
    >
      <p>{t("adjudication.returnWords")}</p>
      <SelectField
        label={t("adjudication.whose")}
        data={people.map(({ id, pseudonym }) => ({ value: String(id), label: pseudonym }))}
        value={who}
        onChange={(value) => setWho(value ?? "")}
        problem={send.error}
        path="submission_id"
      />
      <SelectField
        label={t("adjudication.whatIsWrong")}
        data={Object.entries(REASONS).map(([value, words]) => ({ value, label: t(words) }))}
        value={reason}
        onChange={(value) => setReason((value ?? "other") as ReturnReason)}
        problem={send.error}
        path="reason_code"
      />
      <TextField
        label={t("adjudication.returnNote")}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        problem={send.error}
        path="note"
      />
    </ConfirmDialog>
  );
}
