import { Button } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, useI18n } from "@/panels/shared";
import { type GuidelineVersion, LIST_PATH } from "./GuidelinePage";

/** Throws the draft away, after saying what goes with it. */
export function DiscardButton({ draft }: { draft: GuidelineVersion }) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const discard = useSend({
    send: () =>
      answerOf(
        api.DELETE("/api/v1/guideline-versions/{guideline_version_id}", {
          params: { path: { guideline_version_id: draft.id } },
        }),
      ),
    stale: [
      apiKey(LIST_PATH),
      apiKey("/api/v1/projects/{project_id}/guideline-questions"),
      apiKey("/api/v1/projects/{project_id}"),
    ],
  });
  return (
    <>
      <Button variant="subtle" onClick={() => setAsking(true)}>
        {t("guideline.discard")}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        isDangerous
        title={t("guideline.discardTitle", { number: draft.number })}
        verb={t("guideline.discard")}
        isPending={discard.isPending}
        problem={discard.error}
        onConfirm={() => discard.mutate()}
        onClose={() => setAsking(false)}
      >
        {t("guideline.discardNote")}
      </ConfirmDialog>
    </>
  );
}
