import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  Form,
  FormProblem,
  MoreFields,
  NumberFields,
  Query,
  StatusBadge,
  useDiffering,
  useI18n,
} from "@/panels/shared";
import { CompositionFields } from "./CompositionFields";
import { ANALYSIS_PATH } from "./bank";
import usual from "./defaults.json";
import { type PlanKey, usePlanNumbers } from "./plan-numbers";

/** Whoever sits so quickly is a program that fills an installation: no advice comes of it. */
const LEAST_MEDIAN_SECONDS = 20;

const PATH = "/api/v1/projects/{project_id}/training-plan";
type Plan = Answered<typeof PATH>;

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
  const { every, more } = usePlanNumbers();
  const differing = useDiffering();
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
  // Numbers alone may be left empty, and of those only what `mayBeEmpty` says.
  const changeNumbers = (part: Partial<Record<PlanKey, number | null>>) =>
    change(part as Partial<Plan>);
  const fields = { values, onChange: changeNumbers, problem: save.error };
  return (
    <Form onSubmit={submit}>
      <NumberFields numbers={every} {...fields} />
      <SuggestedTime
        projectId={projectId}
        onUse={(seconds) => change({ time_limit_seconds: seconds })}
      />
      <CompositionFields
        parts={values.composition}
        onChange={(composition) => change({ composition })}
      />
      <div>
        {more.map(({ title, numbers }) => (
          <MoreFields
            key={title}
            title={title}
            differing={differing(numbers, values, usual)}
            paths={numbers.map(({ key }) => key)}
            problem={save.error}
          >
            <NumberFields numbers={numbers} {...fields} />
          </MoreFields>
        ))}
      </div>
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
