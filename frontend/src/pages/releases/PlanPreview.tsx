import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answerOf, api } from "@/api/client";
import type { components } from "@/api/schema";
import {
  BarList,
  Callout,
  Card,
  Figure,
  Figures,
  Query,
  StackedBar,
  useI18n,
} from "@/panels/shared";
import { planBody, type PlanDraft, planProblem } from "./plan";

const PAUSE_MS = 300;
type Preview = components["schemas"]["PreviewOut"];
export const PART_TONES = { train: "done", val: "nearly", test: "begun" } as const;
export const PART_NAMES = {
  train: "releases.train",
  val: "releases.val",
  test: "releases.test",
} as const;

/** What the release would hold if it were frozen now, a moment after the last change. */
export function PlanPreview({ projectId, draft }: { projectId: number; draft: PlanDraft }) {
  const { t } = useI18n();
  const [asked] = useDebouncedValue(draft, PAUSE_MS);
  const preview = useQuery({
    queryKey: ["release-preview", projectId, JSON.stringify(planBody(asked))],
    queryFn: () =>
      answerOf(
        api.POST("/api/v1/projects/{project_id}/release-preview", {
          params: { path: { project_id: projectId } },
          body: planBody(asked),
        }),
      ),
    enabled: planProblem(asked) === null,
    placeholderData: keepPreviousData,
  });
  return (
    <Card title={t("releases.wouldHold")} note={t("releases.wouldHoldNote")}>
      <Query of={preview}>{(found) => <Held found={found} draft={asked} />}</Query>
    </Card>
  );
}

function Held({ found, draft }: { found: Preview; draft: PlanDraft }) {
  const { t, number } = useI18n();
  const names = new Map(draft.labels.map((label) => [label.key, label]));
  return (
    <div aria-live="polite">
      <Figures>
        <Figure
          label={t("releases.items")}
          value={number(found.items)}
          note={t("releases.ofLabelled", { n: found.of })}
        />
      </Figures>
      {found.grouped !== null && (
        <Callout tone={found.grouped < found.items ? "caution" : "note"}>
          {t("releases.haveKey", { n: found.grouped, of: number(found.items) })}
        </Callout>
      )}
      {found.items === 0 && <Callout tone="caution">{t("releases.nothingChosen")}</Callout>}
      {found.excluded > 0 && <Callout>{t("releases.excluded", { n: found.excluded })}</Callout>}
      {found.parts.length > 0 && (
        <StackedBar
          title={t("releases.parts")}
          parts={found.parts.map((part) => ({
            key: part.name,
            name: t(PART_NAMES[part.name]),
            value: part.items,
            tone: PART_TONES[part.name],
          }))}
        />
      )}
      {found.labels.length > 0 && (
        <BarList
          title={t("releases.labels")}
          rows={found.labels
            .filter(({ key }) => names.get(key)?.isDropped !== true)
            .map(({ key, shapes }) => ({
              key,
              name: names.get(key)?.oldName ?? key,
              value: shapes,
            }))}
        />
      )}
    </div>
  );
}
