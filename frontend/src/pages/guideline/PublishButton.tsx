import { Button } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, useI18n } from "@/panels/shared";
import { type GuidelineVersion, LIST_PATH } from "./GuidelinePage";

interface PublishButtonProps {
  draft: GuidelineVersion;
  /** Saves what is on the screen first. */
  beforePublish: () => Promise<unknown>;
}

/** Publishes the draft, after saying what that does to people. */
export function PublishButton({ draft, beforePublish }: PublishButtonProps) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const publish = useSend({
    send: async (_: void, headers) => {
      await beforePublish();
      return answerOf(
        api.POST("/api/v1/guideline-versions/{guideline_version_id}/publish", {
          params: { path: { guideline_version_id: draft.id } },
          headers,
        }),
      );
    },
    stale: [apiKey(LIST_PATH), apiKey("/api/v1/projects/{project_id}")],
    onSuccess: () => setAsking(false),
  });
  return (
    <>
      <Button variant="filled" onClick={() => setAsking(true)}>
        {t("guideline.publish")}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t("guideline.publishTitle", { number: draft.number })}
        verb={t("guideline.publish")}
        isPending={publish.isPending}
        problem={publish.error}
        onConfirm={() => publish.mutate()}
        onClose={() => setAsking(false)}
      >
        {t(noteOf(draft))}
      </ConfirmDialog>
    </>
  );
}

const FIRST = "1.0";

/** What it does to people; before the first version nobody has read or shown anything. */
function noteOf({ number, change }: GuidelineVersion) {
  if (number === FIRST) return "guideline.publishFirst";
  return change === "major" ? "guideline.publishMajor" : "guideline.publishMinor";
}
