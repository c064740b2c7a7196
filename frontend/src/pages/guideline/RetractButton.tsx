import { Button } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, TextArea, useI18n } from "@/panels/shared";
import { type GuidelineVersion, LIST_PATH } from "./GuidelinePage";

/** Takes the version in force back, after saying what that does to people; they are told why. */
export function RetractButton({ version }: { version: GuidelineVersion }) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const retract = useSend({
    send: (body: { reason: string }, headers) =>
      answerOf(
        api.POST("/api/v1/guideline-versions/{guideline_version_id}/retract", {
          params: { path: { guideline_version_id: version.id } },
          body,
          headers,
        }),
      ),
    stale: [apiKey(LIST_PATH), apiKey("/api/v1/projects/{project_id}")],
    onSuccess: () => setAsking(false),
  });
  return (
    <>
      <Button size="xs" variant="subtle" onClick={() => setAsking(true)}>
        {t("guideline.retract")}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        isDangerous
        title={t("guideline.retractTitle", { number: version.number })}
        verb={t("guideline.retract")}
        isPending={retract.isPending}
        problem={retract.error}
        onConfirm={() => retract.mutate({ reason })}
        onClose={() => setAsking(false)}
      >
        <p>{t("guideline.retractNote")}</p>
        <TextArea
          label={t("guideline.retractReason")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          problem={retract.error}
          path="reason"
          maxLength={600}
          required
        />
      </ConfirmDialog>
    </>
  );
}
