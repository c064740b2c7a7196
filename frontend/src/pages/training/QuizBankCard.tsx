import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiQuery, MOST_ROWS } from "@/api/query";
import { useSend } from "@/api/send";
import type { AnnotationDocument } from "@/model/document";
import { Callout, Card, Query, TextField, useI18n } from "@/panels/shared";
import { DrawnItem } from "@/pages/drawing/DrawnItem";
import { subjectsOf } from "@/model/schema";
import { useProject } from "@/pages/shell/project";
import { type Analysis, ANALYSIS_PATH, BANK_PATH, decisionsIn, staleBank } from "./bank";
import { BankTable } from "./BankTable";
import { type Meta, MetaFields, NO_META } from "./MetaFields";
import { NewWrittenQuestion } from "./NewWrittenQuestion";
import classes from "./Quiz.module.css";
import { DIFFICULTY_NAMES } from "./words";

/** What each sitting draws from: pictures and questions with their known answers. */
export function QuizBankCard({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const project = useProject();
  const place = { project_id: projectId };
  const [adding, setAdding] = useState<"drawn" | "written" | null>(null);
  const bank = useQuery(
    apiQuery(BANK_PATH, { params: { path: place, query: { page_size: MOST_ROWS } } }),
  );
  const plan = useQuery(
    apiQuery("/api/v1/projects/{project_id}/training-plan", { params: { path: place } }),
  );
  const analysis = useQuery(apiQuery(ANALYSIS_PATH, { params: { path: place } }));
  const active = bank.data?.results.filter(({ is_active: isActive }) => isActive) ?? [];
  return (
    <Card
      title={t("training.bank")}
      note={t("training.bankNote", {
        n: decisionsIn(active),
        wanted: plan.data?.scored_decisions ?? 15,
      })}
      titleSize="section"
      action={
        adding === null && (
          <Group gap="sm">
            <Button size="xs" onClick={() => setAdding("drawn")}>
              {t("training.addToBank")}
            </Button>
            <Button size="xs" onClick={() => setAdding("written")}>
              {t("training.addWritten")}
            </Button>
          </Group>
        )
      }
    >
      {bank.data !== undefined && plan.data !== undefined && (
        <Retries
          n={decisionsIn(active)}
          once={plan.data.scored_decisions}
          attempts={plan.data.attempts_per_major}
        />
      )}
      {analysis.data !== undefined && (
        <Shortages analysis={analysis.data} schema={project.schema_version?.definition} />
      )}
      {analysis.data !== undefined && <Older n={analysis.data.older_count} />}
      {adding === "drawn" && (
        <NewDrawn
          project={project}
          taken={new Set(active.flatMap(({ item }) => (item === null ? [] : [item.id])))}
          onDone={() => setAdding(null)}
        />
      )}
      {adding === "written" && (
        <NewWrittenQuestion projectId={projectId} onDone={() => setAdding(null)} />
      )}
      <Query of={bank}>
        {() =>
          active.length > 0 && <BankTable rows={active} analysis={analysis.data} place={place} />
        }
      </Query>
    </Card>
  );
}

interface RetriesProps {
  /** Decisions in the bank. */
  n: number;
  /** Decisions of one quiz. */
  once: number;
  attempts: number;
}

/** Whether a second attempt asks something new; of an empty bank is said what it lacks for one. */
function Retries({ n, once, attempts }: RetriesProps) {
  const { t } = useI18n();
  const all = once * attempts;
  if (n === 0) return null;
  if (n >= all) return <p>{t("training.retriesAreNew", { n: attempts })}</p>;
  return (
    <Callout tone="caution">
      {n <= once && `${t("training.bankIsOneQuiz")} `}
      {t("training.retriesRepeat", { n: all - n, attempts, all })}
    </Callout>
  );
}

function Shortages({ analysis, schema }: { analysis: Analysis; schema: unknown }) {
  const { t } = useI18n();
  if (analysis.shortages.length === 0) return null;
  const subjects = subjectsOf(schema);
  const nameOf = (key: string) => subjects.find((one) => one.key === key)?.name ?? key;
  return (
    <Callout tone="caution">
      {t("training.shortages")}
      <ul className={classes.rules}>
        {analysis.shortages.map(({ label_key: label, difficulty, lacking }) => (
          <li key={`${label} ${difficulty}`}>
            {t("training.lacking", {
              n: lacking,
              label: label === "" ? t("training.anyLabel") : nameOf(label),
              difficulty: t(DIFFICULTY_NAMES[difficulty as keyof typeof DIFFICULTY_NAMES]),
            })}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

/** How many questions were made when less could be said than now. */
function Older({ n }: { n: number }) {
  const { t } = useI18n();
  return n > 0 ? <Callout tone="caution">{t("training.olderQuestions", { n })}</Callout> : null;
}

interface NewDrawnProps {
  project: ReturnType<typeof useProject>;
  taken: ReadonlySet<number>;
  onDone: () => void;
}

function NewDrawn({ project, taken, onDone }: NewDrawnProps) {
  const { t } = useI18n();
  const place = { project_id: project.id };
  const [explanation, setExplanation] = useState("");
  const [meta, setMeta] = useState<Meta>(NO_META);
  const add = useSend({
    send: (body: { item_id: number; reference: AnnotationDocument }, headers) =>
      answerOf(
        api.POST(BANK_PATH, {
          params: { path: place },
          body: { ...body, ...meta, explanation },
          headers,
        }),
      ),
    stale: staleBank(place),
  });
  return (
    <>
      <TextField
        label={t("training.explanation")}
        value={explanation}
        onChange={(event) => setExplanation(event.currentTarget.value)}
        problem={add.error}
        path="explanation"
      />
      <MetaFields meta={meta} onChange={setMeta} />
      <DrawnItem
        project={project}
        taken={taken}
        title={t("training.drawAnswer")}
        verb={t("training.keepAnswer")}
        keptAs="quiz"
        problem={add.error}
        onSave={async (item, reference) => {
          await add.mutateAsync({ item_id: item.id, reference });
        }}
      />
      <Button size="xs" variant="subtle" onClick={onDone}>
        {t("training.done")}
      </Button>
    </>
  );
}
