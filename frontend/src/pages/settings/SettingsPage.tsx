import { Button, Group, SimpleGrid } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { apiQuery, MOST_ROWS } from "@/api/query";
import {
  Card,
  Form,
  FormProblem,
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
import { AcceptanceFields, EveryProject, GoldFields } from "./PlanFields";
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
  const { values, change, save, refusal, submit, isUnsaved, isOvertaken, takeSaved, keepMine } =
    useSettings(project);
  const fields = { values, change, problem: refusal };
  return (
    <Card>
      <Form onSubmit={submit}>
        <TextField
          label={t("settings.name")}
          value={values.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          problem={refusal}
          path="name"
          required
        />
        <TextField
          label={t("settings.summary")}
          description={t("settings.summaryHint")}
          value={values.summary}
          onChange={(event) => change({ summary: event.currentTarget.value })}
          problem={refusal}
          path="summary"
        />
        <Choices project={project} {...fields} />
        <EveryProject {...fields} />
        <div>
          <GoldFields {...fields} />
          <AcceptanceFields {...fields} />
          <FlowFields {...fields} />
          <ConsensusFields {...fields} />
          <ToolFields {...fields} />
        </div>
        <FormProblem problem={refusal} shownPaths={Object.keys(values)} />
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
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <SelectField
        label={t("settings.community")}
        description={t("settings.communityHint")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        placeholder={t("settings.none")}
        data={optionsOf(open)}
        value={values.community_id === null ? null : String(values.community_id)}
        onChange={(id) => change({ community_id: id === null ? null : Number(id) })}
        problem={problem}
        path="community_id"
      />
      <SelectField
        label={t("settings.dataset")}
        description={t("settings.datasetHint")}
        inputWrapperOrder={["label", "input", "description", "error"]}
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
