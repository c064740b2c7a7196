import { SegmentedControl } from "@mantine/core";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { FormProblem, useI18n } from "@/panels/shared";
import { type GuidelineVersion, LIST_PATH } from "./GuidelinePage";

/** Whether the draft asks everybody to qualify again; the first version has no choice. */
export function DraftKind({ draft }: { draft: GuidelineVersion }) {
  const { t } = useI18n();
  const choose = useSend({
    send: (change: "major" | "minor") =>
      answerOf(
        api.PATCH("/api/v1/guideline-versions/{guideline_version_id}", {
          params: { path: { guideline_version_id: draft.id } },
          body: { change },
        }),
      ),
    stale: [apiKey(LIST_PATH)],
  });
  if (draft.number === "1.0") return null;
  return (
    <>
      <SegmentedControl
        aria-label={t("guideline.kind")}
        size="xs"
        value={draft.change}
        onChange={(value) => choose.mutate(value as "major" | "minor")}
        data={[
          { value: "minor", label: t("guideline.minor") },
          { value: "major", label: t("guideline.major") },
        ]}
      />
      <FormProblem problem={choose.error} />
    </>
  );
}
