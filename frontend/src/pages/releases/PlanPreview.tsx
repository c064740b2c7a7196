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
import { labelRows, planBody, type PlanDraft, planProblem } from "./plan";
import classes from "./Release.module.css";

const PAUSE_MS = 300;
type Translate = ReturnType<typeof useI18n>["t"];
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
  const answers = answerNames(draft, t);
  return (
    <div aria-live="polite" className={classes.held}>
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
        <BarList title={t("releases.labels")} rows={labelRows(found.labels, draft)} />
      )}
      {answers.size > 0 && (
        <BarList
          title={t("releases.answers")}
          rows={found.answers
            .filter(({ key }) => answers.has(key))
            .map(({ key, items }) => ({ key, name: answers.get(key) ?? key, value: items }))}
        />
      )}
    </div>
  );
}

/** What answers are called before any change, by question=option; none that goes or is merged. */
function answerNames(draft: PlanDraft, t: Translate): ReadonlyMap<string, string> {
  const yesAndNo = [
    { key: "true", oldName: t("shared.yes"), isDropped: false, into: null },
    { key: "false", oldName: t("shared.no"), isDropped: false, into: null },
  ];
  return new Map(
    draft.questions
      .filter((question) => !question.isDropped)
      .flatMap((question) =>
        (question.isYesOrNo ? yesAndNo : question.options)
          .filter((option) => !option.isDropped && option.into === null)
          .map((option): [string, string] => [
            `${question.key}=${option.key}`,
            `${question.oldName} · ${option.oldName}`,
          ]),
      ),
  );
}
