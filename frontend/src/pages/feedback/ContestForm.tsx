import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { Form, FormProblem, TextArea, useI18n } from "@/panels/shared";
import { FEEDBACK_PATH, MINE_PATH } from "./types";

interface ContestFormProps {
  assignmentId: number;
  onSent: () => void;
  onClose: () => void;
}

const LONGEST = 1000;

/** What is wrong with the known answer, in the person's own words. */
export function ContestForm({ assignmentId, onSent, onClose }: ContestFormProps) {
  const { t } = useI18n();
  const [reason, setReason] = useState("");
  const place = { assignment_id: assignmentId };
  const contest = useSend({
    send: (body: { reason: string }, headers) =>
      answerOf(
        api.POST("/api/v1/assignments/{assignment_id}/contest", {
          params: { path: place },
          body,
          headers,
        }),
      ),
    stale: [apiKey(MINE_PATH), apiKey(FEEDBACK_PATH, place)],
    onSuccess: onSent,
  });
  return (
    <Form onSubmit={() => contest.mutate({ reason })}>
      <FormProblem problem={contest.error} />
      <TextArea
        label={t("feedback.contestTitle")}
        description={t("feedback.contestWhat")}
        value={reason}
        maxLength={LONGEST}
        required
        problem={contest.error}
        path="/reason"
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button type="submit" variant="filled" loading={contest.isPending}>
          {t("feedback.contestSend")}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t("shared.cancel")}
        </Button>
      </Group>
    </Form>
  );
}
