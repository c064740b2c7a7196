import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import type { AnnotationDocument, Shape } from "@/model/document";
import { readSchema, type SchemaDefinition } from "@/model/schema";
import { Logo, StatusBadge, useI18n } from "@/panels/shared";
import { usePictureAids } from "@/pages/drawing/use-picture-aids";
import { LayersStage, MarkLayer } from "@/panels/workspace";
import { ButtonLink, Link } from "@/pages/shell/Link";
import { AnswerTable } from "./AnswerTable";
import { CallOff } from "./CallOff";
import { ChosenLeftOut, leftOutOf } from "./ChosenLeftOut";
import { ChosenShape } from "./ChosenShape";
import classes from "./Consensus.module.css";
import side from "./Side.module.css";
import { Courses } from "./Courses";
import { ClusterTable } from "./ClusterTable";
import type { TaskDetail } from "./TaskPage";
import { Reopen } from "./Reopen";
import { SettledAs } from "./SettledAs";
import { Trust } from "./Trust";
import { useTargets } from "./targets";
import { useManages } from "./use-manages";
import type { Finding } from "./finding";
import { HowMade, Versions } from "./Versions";

interface TaskConsensusProps {
  task: TaskDetail;
  projectId: number;
  /** What was looked for in the list that led here. */
  finding: Finding;
  /** Shows another version; null the one in force. */
  onVersion: (version: number | null) => void;
}

/** Layers, picture, and the result's figures; the chosen shape is one in both. */
export function TaskConsensus({ task, projectId, finding, onVersion }: TaskConsensusProps) {
  const { t } = useI18n();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const schema = useMemo(
    () => readSchema(task.schema_version.definition as unknown as SchemaDefinition),
    [task.schema_version.definition],
  );
  const people = useMemo(
    () =>
      task.submissions.map(({ id, pseudonym, document }) => ({
        id: String(id),
        name: pseudonym,
        document: document as unknown as AnnotationDocument,
      })),
    [task.submissions],
  );
  const { item, result } = task;
  const leftOut = leftOutOf(task, chosenId);
  const shown = useMemo(
    () => withShape(result, leftOut?.shape as Shape | undefined),
    [result, leftOut],
  );
  const picture = {
    url: item.image_url,
    levels: item.levels,
    width_px: item.width_px,
    height_px: item.height_px,
    alt: item.name,
  };
  const aids = usePictureAids(projectId, picture, schema);
  const canManage = useManages(projectId);
  const targets = useTargets(projectId);
  const steps = { projectId, finding };
  return (
    <div className={classes.screen}>
      <header className={classes.bar}>
        <Link
          to="/p/$projectId/consensus"
          params={{ projectId }}
          search={finding}
          aria-label={t("consensus.back")}
        >
          <Logo />
        </Link>
        <h1 className={classes.title}>{item.name}</h1>
        {result !== null && (
          <StatusBadge tone="quiet">{t("consensus.version", { n: result.version })}</StatusBadge>
        )}
        {result !== null && !result.is_current && (
          <>
            <StatusBadge tone="caution">{t("consensus.notInForce")}</StatusBadge>
            <Button size="xs" variant="default" onClick={() => onVersion(null)}>
              {t("consensus.toInForce")}
            </Button>
          </>
        )}
        {result?.is_provisional === true && (
          <StatusBadge tone="caution">{t("consensus.provisional")}</StatusBadge>
        )}
        {result?.adjudicated_by != null && (
          <StatusBadge tone="good">
            {t("consensus.settledBy", { name: result.adjudicated_by })}
          </StatusBadge>
        )}
        {task.state === "resolved" && canManage && <Reopen taskId={task.task_id} />}
        {(task.state === "open" || task.state === "saturated") && canManage && (
          <CallOff taskId={task.task_id} name={item.name} />
        )}
        {task.state === "cancelled" && (
          <StatusBadge tone="caution">{t("consensus.cancelled")}</StatusBadge>
        )}
        <nav className={classes.steps} aria-label={t("consensus.title")}>
          <Step {...steps} taskId={task.previous_task_id} verb="consensus.previous" />
          <Step {...steps} taskId={task.next_task_id} verb="consensus.next" />
        </nav>
      </header>
      <main id="main" className={classes.body}>
        <LayersStage
          picture={picture}
          schema={schema}
          aids={aids}
          people={people}
          consensus={shown}
          chosenId={chosenId}
          onChoose={setChosenId}
          over={<MarkLayer marks={result?.settled?.marks ?? []} />}
        />
        <aside className={side.side} aria-label={t("consensus.clusters")}>
          {result === null && task.state !== "cancelled" && <p>{t("consensus.waiting")}</p>}
          {result !== null && (
            <>
              {schema.labels.length > 0 && (
                <ClusterTable
                  result={result}
                  schema={schema}
                  targets={targets}
                  peopleCount={task.submissions.filter(({ counts }) => counts).length}
                  chosenId={chosenId}
                  onChoose={setChosenId}
                />
              )}
              <AnswerTable result={result} schema={schema} target={targets.confidence} />
              {leftOut !== undefined && <ChosenLeftOut task={task} leftOut={leftOut} />}
              {chosenId !== null && (
                <ChosenShape
                  shapeId={chosenId}
                  result={result}
                  schema={schema}
                  projectId={projectId}
                  targets={targets}
                />
              )}
              {result.settled != null && <SettledAs settled={result.settled} picture={picture} />}
              <Trust result={result} />
              <HowMade result={result} />
              <Versions versions={task.versions} shown={result.version} onVersion={onVersion} />
            </>
          )}
          <Courses task={task} schema={schema} projectId={projectId} />
        </aside>
      </main>
    </div>
  );
}

/** The result's document, and the shape that was left out while it is chosen. */
function withShape(result: TaskDetail["result"], shape: Shape | undefined) {
  if (result === null) return null;
  const document = result.document as unknown as AnnotationDocument;
  return shape === undefined ? document : { ...document, shapes: [...document.shapes, shape] };
}

interface StepProps {
  projectId: number;
  finding: Finding;
  taskId: number | null;
  verb: "consensus.previous" | "consensus.next";
}

function Step({ projectId, finding, taskId, verb }: StepProps) {
  const { t } = useI18n();
  if (taskId === null) return null;
  return (
    <ButtonLink
      size="xs"
      to="/p/$projectId/consensus/$taskId"
      params={{ projectId, taskId }}
      search={finding}
    >
      {t(verb)}
    </ButtonLink>
  );
}
