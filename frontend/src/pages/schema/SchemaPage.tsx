import { Button, Group } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Fragment, useMemo, useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery, MOST_ROWS } from "@/api/query";
import type { components } from "@/api/schema";
import { unsaid, useSend } from "@/api/send";
import { repeated } from "@/model/same-name";
import { readSchema, type SchemaDefinition } from "@/model/schema";
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
import { EMPTY_FIELD, emptyLabel, type SchemaDraft, toDefinition } from "./draft";
import { FieldEditor } from "./FieldEditor";
import { LabelEditor } from "./LabelEditor";
import { added, changed, moved, removed } from "./lists";
import { nearestLookalike } from "./near-colours";
import { NameChanges } from "./NameChanges";
import { nameChanges, namesEver, namesIn, namesOf, NO_NAMES } from "./names";
import { keyed, parentsFor, withoutLabel, withParent } from "./parents";
import classes from "./Schema.module.css";
import { lettersOf } from "./ShortcutField";
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
          <Labels draft={draft} change={change} isRefused={refusal !== null} />
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

interface LabelsProps extends PartProps {
  /** What lacks a name then says so where it is. */
  isRefused: boolean;
}

function Labels({ draft, change, isRefused }: LabelsProps) {
  const { t } = useI18n();
  const { labels, ever = NO_NAMES } = draft;
  const called = namesOf(ever, "/labels");
  const withKeysOfTheirOwn = keyed(labels, called);
  const keys = useLabelKeys(draft);
  const twice = repeated(labels.map(({ name }) => name));
  return (
    <Card title={t("schema.labels")} note={t("schema.labelsNote")}>
      {labels.length === 0 && <p>{t("schema.noLabels")}</p>}
      {labels.map((label, index) => (
        <LabelEditor
          // A label has no identity of its own until it is saved; its place is what a person sees.
          key={index}
          label={label}
          isUnnamed={isRefused && label.name.trim() === ""}
          isRepeated={twice.has(index)}
          number={index + 1}
          keys={keys}
          ever={ever}
          path={`/labels/${withKeysOfTheirOwn[index]?.key ?? ""}`}
          parents={parentsFor(labels, index, called)}
          lookalike={nearestLookalike(labels, index)}
          onParent={(parent) => change({ labels: withParent(labels, index, parent, called) })}
          onMove={(by) => change({ labels: moved(labels, index, by) })}
          onChange={(next) => change({ labels: changed(labels, index, next) })}
          onRemove={() => change({ labels: withoutLabel(labels, index) })}
        />
      ))}
      <Button
        leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
        onClick={() => change({ labels: added(labels, emptyLabel(labels.length)) })}
      >
        {t("schema.addLabel")}
      </Button>
    </Card>
  );
}

/** Counted anew when a kind, an attribute or a letter changes what is free. */
function useLabelKeys(draft: SchemaDraft) {
  const { t } = useI18n();
  return useMemo(() => {
    const schema = readSchema(toDefinition(draft));
    const others = schema.labels.flatMap(({ shortcut, name }) =>
      shortcut === null ? [] : [[shortcut, name] as const],
    );
    return { letters: lettersOf(schema, t), others: new Map(others) };
  }, [draft, t]);
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
