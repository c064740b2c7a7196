import { Button, Group, SimpleGrid } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, Form, FormProblem, NumberField, Query, StatusBadge, useI18n } from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import { CompositionFields } from "./CompositionFields";
import { ANALYSIS_PATH } from "./bank";

/** Whoever sits so quickly is a program that fills an installation: no advice comes of it. */
const LEAST_MEDIAN_SECONDS = 20;

const PATH = "/api/v1/projects/{project_id}/training-plan";
type Plan = Answered<typeof PATH>;

const SHARES = [
  ["pass_f1", "training.passF1"],
  ["pass_iou", "training.passIou"],
  ["pass_label_accuracy", "training.passLabels"],
  ["pass_answers_share", "training.passAnswers"],
  ["practice_iou", "training.practiceIou"],
] as const;
const COUNTS = [
  ["scored_decisions", "training.scoredDecisions"],
  ["delta_decisions", "training.deltaDecisions"],
  ["attempts_per_major", "training.attempts"],
  ["valid_days", "training.validDays"],
  ["practice_tries", "training.practiceTries"],
] as const;
const HOUR_SECONDS = 3600;
const WAITS = [
  ["first_wait_seconds", "training.firstWait"],
  ["second_wait_seconds", "training.secondWait"],
] as const;

/** What is asked, how much must be right, and how often one may try. */
export function RulesCard({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const plan = useQuery(apiQuery(PATH, { params: { path: { project_id: projectId } } }));
  return (
    <Card title={t("training.rules")} titleSize="section">
      <Query of={plan}>{(data) => <RulesForm plan={data} projectId={projectId} />}</Query>
    </Card>
  );
}

function RulesForm({ plan, projectId }: { plan: Plan; projectId: number }) {
  const { t, number } = useI18n();
  const iou = number(useProject().gold_iou, 2);
  const [values, setValues] = useState(plan);
  const change = (part: Partial<Plan>) => setValues((before) => ({ ...before, ...part }));
  const place = { project_id: projectId };
  const save = useSend({
    send: (body: Plan) => answerOf(api.PATCH(PATH, { params: { path: place }, body })),
    stale: [apiKey(PATH, place), apiKey(ANALYSIS_PATH, place)],
  });
  function submit() {
    save.mutate(values);
  }
  return (
    <Form onSubmit={submit}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} style={{ alignItems: "end" }}>
        {COUNTS.map(([key, name]) => (
          <NumberField
            key={key}
            label={t(name)}
            value={values[key]}
            onChange={(value) => change({ [key]: Number(value) })}
            min={1}
            problem={save.error}
            path={key}
          />
        ))}
        {SHARES.map(([key, name]) => (
          <NumberField
            key={key}
            label={t(name, { iou })}
            value={values[key]}
            onChange={(value) => change({ [key]: Number(value) })}
            max={1}
            step={0.05}
            problem={save.error}
            path={key}
          />
        ))}
        {WAITS.map(([key, name]) => (
          <NumberField
            key={key}
            label={t(name)}
            value={values[key] / HOUR_SECONDS}
            onChange={(value) => change({ [key]: Math.round(Number(value) * HOUR_SECONDS) })}
            problem={save.error}
            path={key}
          />
        ))}
        <NumberField
          label={t("training.minutes")}
          value={(values.time_limit_seconds ?? 0) / 60}
          onChange={(value) => change({ time_limit_seconds: Math.round(Number(value) * 60) })}
          min={1}
          problem={save.error}
          path="time_limit_seconds"
        />
        <NumberField
          label={t("training.seatsWanted")}
          value={values.seats ?? ""}
          onChange={(value) => change({ seats: value === "" ? null : Number(value) })}
          problem={save.error}
          path="seats"
        />
      </SimpleGrid>
      <SuggestedTime
        projectId={projectId}
        onUse={(seconds) => change({ time_limit_seconds: seconds })}
      />
      <CompositionFields
        parts={values.composition}
        onChange={(composition) => change({ composition })}
      />
      <FormProblem problem={save.error} shownPaths={Object.keys(values)} />
      <Group>
        <Button type="submit" loading={save.isPending}>
          {t("training.saveRules")}
        </Button>
        {save.isSuccess && <StatusBadge tone="good">{t("training.saved")}</StatusBadge>}
      </Group>
    </Form>
  );
}

interface SuggestedTimeProps {
  projectId: number;
  onUse: (seconds: number) => void;
}

/** Three times what people need, once enough have sat the quiz. */
function SuggestedTime({ projectId, onUse }: SuggestedTimeProps) {
  const { t, clock } = useI18n();
  const { data } = useQuery(
    apiQuery(ANALYSIS_PATH, { params: { path: { project_id: projectId } } }),
  );
  if (data?.median_seconds == null || data.suggested_seconds === null) return null;
  const { median_seconds: median, suggested_seconds: suggested } = data;
  if (median < LEAST_MEDIAN_SECONDS) return null;
  return (
    <Group gap="sm" my="sm">
      <span>
        {t("training.suggestedTime", { median: clock(median), suggested: clock(suggested) })}
      </span>
      <Button size="xs" onClick={() => onUse(suggested)}>
        {t("training.useTime")}
      </Button>
    </Group>
  );
}
