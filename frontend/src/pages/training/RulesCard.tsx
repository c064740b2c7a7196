import { Button, Group, SimpleGrid } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, Form, FormProblem, NumberField, Query, StatusBadge, useI18n } from "@/panels/shared";

const PATH = "/api/v1/projects/{project_id}/training-plan";
type Plan = Answered<typeof PATH>;

const SHARES = [
  ["pass_f1", "training.passF1"],
  ["pass_iou", "training.passIou"],
  ["pass_label_accuracy", "training.passLabels"],
  ["pass_answers_share", "training.passAnswers"],
] as const;
const COUNTS = [
  ["scored_decisions", "training.scoredDecisions"],
  ["attempts_per_major", "training.attempts"],
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
  const { t } = useI18n();
  const [values, setValues] = useState(plan);
  const change = (part: Partial<Plan>) => setValues((before) => ({ ...before, ...part }));
  const place = { project_id: projectId };
  const save = useSend({
    send: (body: Plan) => answerOf(api.PATCH(PATH, { params: { path: place }, body })),
    stale: [apiKey(PATH, place)],
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
            label={t(name)}
            value={values[key]}
            onChange={(value) => change({ [key]: Number(value) })}
            max={1}
            step={0.05}
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
