import type { QueryKey } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { ConfirmDialog, TextArea, useI18n } from "@/panels/shared";
import type { Appeal } from "./AppealCard";

export type Verdict = "uphold" | "reject";
const PATHS = {
  uphold: "/api/v1/appeals/{appeal_id}/uphold",
  reject: "/api/v1/appeals/{appeal_id}/reject",
} as const;

interface AnswerDialogProps {
  appeal: Appeal;
  verdict: Verdict;
  stale: readonly QueryKey[];
  onClose: () => void;
}

/** Answers an appeal with a sentence for the person. */
export function AnswerDialog({ appeal, verdict, stale, onClose }: AnswerDialogProps) {
  const { t } = useI18n();
  const [answer, setAnswer] = useState("");
  const send = useSend({
    send: (body: { answer: string }, headers) =>
      answerOf(
        api.POST(PATHS[verdict], {
          params: { path: { appeal_id: appeal.id } },
          body,
          headers,
        }),
      ),
    stale,
    onSuccess: onClose,
  });
  return (
    <ConfirmDialog
      opened
      title={t(verdict === "uphold" ? "appeals.upholdTitle" : "appeals.rejectTitle", {
        name: appeal.pseudonym,
      })}
      verb={t(verdict === "uphold" ? "appeals.uphold" : "appeals.reject")}
      isDangerous={verdict === "reject"}
      isPending={send.isPending}
      problem={send.error}
      onConfirm={() => send.mutate({ answer })}
      onClose={onClose}
    >
      <p>{t(verdict === "uphold" ? upheldWords(appeal) : "appeals.rejectStays")}</p>
      <TextArea
        label={t("appeals.sentence")}
        value={answer}
        maxLength={1000}
        onChange={(event) => setAnswer(event.currentTarget.value)}
        problem={send.error}
        path="/answer"
      />
    </ConfirmDialog>
  );
}

/** What upholding does, which depends on what the appeal is against. */
function upheldWords({ restriction }: Appeal): string {
  if (restriction === null) return "appeals.upholdPays";
  return restriction.kind === "voiding" ? "appeals.upholdCounts" : "appeals.upholdLifts";
}
