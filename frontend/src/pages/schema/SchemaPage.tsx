import { Button, Group } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Fragment, useMemo, useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery, MOST_ROWS } from "@/api/query";
import type { components } from "@/api/schema";
import { unsaid, useSend } from "@/api/send";
import type { SchemaDefinition } from "@/model/schema";
import {
  Card,
  FormProblem,
  Page,
  PageHeader,
  Query,
  SavedMeanwhile,
  StatusBadge,
  useI18n,
} from "@/panels/shared";
import { useHasRoomBeside } from "@/panels/workspace";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { EMPTY_FIELD, type SchemaDraft, toDefinition } from "./draft";
import { FieldEditor } from "./FieldEditor";
import { Labels } from "./Labels";
import { added, changed, removed } from "./lists";
import { NameChanges } from "./NameChanges";
import { nameChanges, namesEver, namesIn, namesOf, NO_NAMES } from "./names";
import classes from "./Schema.module.css";
import { Trial, TryOut, useTried } from "./TryOut";
import { useSchemaDraft } from "./use-schema-draft";

const PATH = "/api/v1/projects/{project_id}/schema-versions";
type Body = components["schemas"]["SchemaVersionInRequest"];
type Project = Answered<"/api/v1/projects/{project_id}">;
type Version = Answered<typeof PATH>["results"][number];
const CHANGED_MEANWHILE = "schema_changed";

/** Labels with attributes, and questions about the whole picture. */
export default function SchemaPage() {
  const { t } = useI18n();
  const project = useProject();
  const version = project.schema_version;
  const versions = useQuery(
    apiQuery(PATH, {
      params: { path: { project_id: project.id }, query: { page_size: MOST_ROWS } },
    }),
  );
  const words =
    version === null ? t("schema.noVersion") : t("schema.version", { n: version.number });
  return (
    <Page>
      <PageHeader title={t("schema.title")} note={`${t("schema.note")} ${words}`} />
      <Query of={versions}>
        {({ results }) => <SchemaForm project={project} versions={results} />}
      </Query>
    </Page>
  );
}

interface SchemaFormProps {
  project: Project;
  /** Those so far, the newest first. */
  versions: readonly Version[];
}

function definitionOf({ schema_version: version }: Project) {
  return version?.definition as SchemaDefinition | undefined;
}

function SchemaForm({ project, versions }: SchemaFormProps) {
  const { t } = useI18n();
  const version = project.schema_version;
  const canManage = useCan("managers", project.organisation_id);
  const definition = definitionOf(project);
  const ever = useMemo(() => {
    // First, in case the list is older.
    const known = version === null ? versions : [version, ...versions];
    return namesEver(known.map((one) => one.definition as SchemaDefinition));
  }, [version, versions]);
  const written = useSchemaDraft(project, ever);
  const { draft, number, isOvertaken } = written;
  const theirs = versions.find((one) => one.number === version?.number);
  const changes = useNameChanges(draft, definition);
  // Of this very draft: every change asks anew.
  const [confirmed, setConfirmed] = useState<SchemaDraft | null>(null);
  const isConfirmed = confirmed === draft;
  const hasRoom = useHasRoomBeside();
  const place = { project_id: project.id };
  const save = useSend({
    send: (body: Body, headers) =>
      answerOf(api.POST(PATH, { params: { path: place }, body, headers })),
    stale: [apiKey(PATH, place), apiKey("/api/v1/projects/{project_id}", place)],
    overtakenCode: CHANGED_MEANWHILE,
    onSuccess: (now, sent) => written.taken(now, sent.definition as SchemaDefinition),
  });
  // The server knows of versions that came since this page was loaded.
  const isMoved = changes.some((one) => one.isMoved) || save.error?.code === "schema_names_moved";
  const change = (part: Partial<SchemaDraft>) => {
    if (!save.isPending) save.reset();
    written.change(part);
  };
  const refusal = unsaid(save.error, CHANGED_MEANWHILE, isOvertaken);
  const [tried, setTried] = useTried();
  const isTrying = tried?.isOpen === true;
  return (
    <div className={classes.sides} data-beside={(isTrying && hasRoom) || undefined}>
      <fieldset disabled={!canManage} className={classes.form}>
        <Fragment key={number}>
          <Labels draft={draft} change={change} refusal={refusal} canManage={canManage} />
          <Questions draft={draft} change={change} />
        </Fragment>
        <TryOut
          draft={draft}
          tried={tried}
          onTried={setTried}
          datasetId={project.dataset?.id ?? null}
        />
        <FormProblem problem={refusal} />
        {isOvertaken && (
          <SavedMeanwhile
            by={theirs?.created_by}
            at={theirs?.created_at}
            onTakeTheirs={written.takeTheirs}
            onKeepMine={written.keepMine}
            onChosen={save.reset}
          />
        )}
        <NameChanges
          changes={changes}
          isMoved={isMoved}
          isConfirmed={isConfirmed}
          onConfirm={(is) => setConfirmed(is ? draft : null)}
        />
        <Group>
          <Button
            variant="filled"
            loading={save.isPending}
            disabled={isOvertaken || (isMoved && !isConfirmed)}
            onClick={() =>
              save.mutate({
                definition: toDefinition(draft),
                after_number: number,
                are_names_confirmed: isConfirmed,
              })
            }
          >
            {t("schema.save", { n: number + 1 })}
          </Button>
          {save.isSuccess && <StatusBadge tone="good">{t("schema.saved")}</StatusBadge>}
        </Group>
      </fieldset>
      {isTrying && <Trial draft={draft} projectId={project.id} tried={tried} onTried={setTried} />}
    </div>
  );
}

/** What saving would call otherwise, as against the version in force. */
function useNameChanges(draft: SchemaDraft, definition: SchemaDefinition | undefined) {
  return useMemo(() => {
    if (definition === undefined) return [];
    const before = { ever: draft.ever ?? NO_NAMES, inForce: namesIn(definition) };
    return nameChanges(before, toDefinition(draft));
  }, [draft, definition]);
}

interface PartProps {
  draft: SchemaDraft;
  change: (part: Partial<SchemaDraft>) => void;
}

function Questions({ draft: { questions, ever = NO_NAMES }, change }: PartProps) {
  const { t } = useI18n();
  return (
    <Card title={t("schema.questions")} note={t("schema.questionsNote")}>
      {questions.length === 0 && <p>{t("schema.noQuestions")}</p>}
      {questions.map((question, index) => (
        <FieldEditor
          // As above: a question is known by its place until it is saved.
          key={index}
          field={question}
          ever={namesOf(ever, `/questions/${question.key ?? ""}/options`)}
          nameLabel={t("schema.questionText", { n: index + 1 })}
          onChange={(next) => change({ questions: changed(questions, index, next) })}
          onRemove={() => change({ questions: removed(questions, index) })}
        />
      ))}
      <Button
        leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
        onClick={() => change({ questions: added(questions, EMPTY_FIELD) })}
      >
        {t("schema.addQuestion")}
      </Button>
    </Card>
  );
}
