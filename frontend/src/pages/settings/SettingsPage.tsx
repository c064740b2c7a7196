import { Button, Group, SimpleGrid } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { apiQuery, MOST_ROWS } from "@/api/query";
import {
  Card,
  Form,
  FormProblem,
  NumberField,
  Page,
  PageHeader,
  SavedMeanwhile,
  SelectField,
  StatusBadge,
  TextField,
  useI18n,
} from "@/panels/shared";
import { DeleteForGood } from "@/pages/deletion/DeleteForGood";
import { MoveProject } from "@/pages/deletion/MoveProject";
import { listKey, planKey } from "@/pages/deletion/plan";
import { type Project, useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { ConsensusFields } from "./ConsensusFields";
import { FlowFields } from "./FlowFields";
import { ToolFields } from "./ToolFields";
import { useSettings, type Values } from "./use-settings";

/** The project's own columns: name, community, dataset, price, quality plan. */
export default function SettingsPage() {
  const { t } = useI18n();
  const project = useProject();
  const isOwner = useCan("owners", project.organisation_id);
  return (
    <Page isNarrow>
      <PageHeader title={t("settings.title")} note={t("settings.note")} />
      <SettingsForm key={project.id} project={project} />
      <Openness project={project} />
      {isOwner && <Deleting project={project} />}
    </Page>
  );
}

/** Whether its people see the project; a draft is opened where it is set up. */
function Openness({ project }: { project: Project }) {
  const { t } = useI18n();
  if (project.state !== "active" && project.state !== "closed") return null;
  const isOpen = project.state === "active";
  return (
    <Card
      title={t(isOpen ? "settings.openTitle" : "settings.closedTitle")}
      note={t(isOpen ? "settings.openNote" : "settings.closedNote")}
    >
      <div>
        <MoveProject projectId={project.id} move={isOpen ? "close" : "activate"} />
      </div>
    </Card>
  );
}

function Deleting({ project }: { project: Project }) {
  const { t } = useI18n();
  const router = useRouter();
  return (
    <Card title={t("deletion.title")} note={t("deletion.note")}>
      <div>
        <DeleteForGood
          kind="project"
          id={project.id}
          name={project.name}
          stale={[listKey("project", project.organisation_id), planKey("project", project.id)]}
          onAsked={() =>
            void router.navigate({
              to: "/o/$organisationId",
              params: { organisationId: project.organisation_id },
            })
          }
        />
      </div>
    </Card>
  );
}

function SettingsForm({ project }: { project: Project }) {
  const { t } = useI18n();
  const { values, change, save, submit, isUnsaved, isOvertaken, takeSaved, keepMine } =
    useSettings(project);
  const fields = { values, change, problem: save.error };
  return (
    <Card>
      <Form onSubmit={submit}>
        <TextField
          label={t("settings.name")}
          value={values.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          problem={save.error}
          path="name"
          required
        />
        <TextField
          label={t("settings.summary")}
          description={t("settings.summaryHint")}
          value={values.summary}
          onChange={(event) => change({ summary: event.currentTarget.value })}
          problem={save.error}
          path="summary"
        />
        <Choices project={project} {...fields} />
        <Numbers {...fields} />
        <FlowFields {...fields} />
        <ToolFields {...fields} />
        <ConsensusFields {...fields} />
        <FormProblem problem={save.error} shownPaths={Object.keys(values)} />
        {isOvertaken && (
          <SavedMeanwhile
            note={t("settings.meanwhile")}
            onTakeTheirs={takeSaved}
            onKeepMine={keepMine}
            onChosen={save.reset}
          />
        )}
        <Group>
          <Button type="submit" variant="filled" loading={save.isPending} disabled={isOvertaken}>
            {t("settings.save")}
          </Button>
          {isUnsaved && !isOvertaken && (
            <Button variant="subtle" disabled={save.isPending} onClick={takeSaved}>
              {t("settings.discard")}
            </Button>
          )}
          {isUnsaved ? (
            <StatusBadge tone="caution">{t("settings.unsaved")}</StatusBadge>
          ) : (
            save.isSuccess && <StatusBadge tone="good">{t("settings.saved")}</StatusBadge>
          )}
        </Group>
      </Form>
    </Card>
  );
}

export interface FieldsProps {
  values: Values;
  change: (part: Partial<Values>) => void;
  problem: Error | null;
}

function Choices({ project, values, change, problem }: FieldsProps & { project: Project }) {
  const { t } = useI18n();
  const params = {
    path: { organisation_id: project.organisation_id },
    query: { page_size: MOST_ROWS },
  };
  const communities = useQuery(
    apiQuery("/api/v1/organisations/{organisation_id}/communities", { params }),
  );
  const datasets = useQuery(
    apiQuery("/api/v1/organisations/{organisation_id}/datasets", { params }),
  );
  const open = communities.data?.results.filter(
    ({ id, closed_at: closedAt }) => closedAt === null || id === project.community?.id,
  );
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
      <SelectField
        label={t("settings.community")}
        description={t("settings.communityHint")}
        placeholder={t("settings.none")}
        data={optionsOf(open)}
        value={values.community_id === null ? null : String(values.community_id)}
        onChange={(id) => change({ community_id: id === null ? null : Number(id) })}
        problem={problem}
        path="community_id"
      />
      <SelectField
        label={t("settings.dataset")}
        placeholder={t("settings.none")}
        data={optionsOf(datasets.data?.results)}
        value={values.dataset_id === null ? null : String(values.dataset_id)}
        onChange={(id) => change({ dataset_id: id === null ? null : Number(id) })}
        problem={problem}
        path="dataset_id"
      />
    </SimpleGrid>
  );
}

function optionsOf(rows: readonly { id: number; name: string }[] | undefined) {
  return (rows ?? []).map((row) => ({ value: String(row.id), label: row.name }));
}

function Numbers({ values, change, problem }: FieldsProps) {
  const { t } = useI18n();
  const numbers = [
    { key: "price_minor", label: t("settings.price"), max: 100_000, step: 1 },
    { key: "overlap", label: t("settings.overlap"), max: 15, step: 1 },
    { key: "gold_iou", label: t("settings.goldIou"), max: 1, step: 0.05 },
    { key: "gold_f1", label: t("settings.goldF1"), max: 1, step: 0.05 },
    { key: "gold_label_accuracy", label: t("settings.goldLabels"), max: 1, step: 0.05 },
    { key: "gold_question_accuracy", label: t("settings.goldQuestions"), max: 1, step: 0.05 },
    { key: "gold_pass_mark", label: t("settings.passMark"), max: 1, step: 0.05 },
    { key: "auto_accept_days", label: t("settings.autoAccept"), max: 60, step: 1 },
    { key: "appeal_days", label: t("settings.appealDays"), max: 90, step: 1 },
    { key: "appeal_answer_days", label: t("settings.appealAnswerDays"), max: 30, step: 1 },
    { key: "gold_contests", label: t("settings.goldContests"), max: 20, step: 1 },
    { key: "rejection_budget", label: t("settings.rejectionBudget"), max: 1, step: 0.05 },
  ] as const;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
      {numbers.map(({ key, label, max, step }) => (
        <NumberField
          key={key}
          label={label}
          value={values[key]}
          onChange={(value) => change({ [key]: Number(value) })}
          max={max}
          step={step}
          problem={problem}
          path={key}
        />
      ))}
      <NumberField
        label={t("settings.budget")}
        description={t("settings.budgetHint")}
        value={values.budget_minor ?? ""}
        onChange={(value) => change({ budget_minor: value === "" ? null : Number(value) })}
        min={0}
        problem={problem}
        path="budget_minor"
      />
      <NumberField
        label={t("settings.lease")}
        value={values.lease_seconds / 60}
        onChange={(value) => change({ lease_seconds: Math.round(Number(value) * 60) })}
        min={1}
        problem={problem}
        path="lease_seconds"
      />
      <TextField
        label={t("settings.currency")}
        value={values.currency}
        maxLength={3}
        onChange={(event) => change({ currency: event.currentTarget.value.toUpperCase() })}
        problem={problem}
        path="currency"
      />
    </SimpleGrid>
  );
}
