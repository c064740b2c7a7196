import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import type { AnnotationDocument } from "@/model/document";
import type { SchemaDefinition } from "@/model/schema";
import { Link } from "@/pages/shell/Link";
import { colorsOf, edgesOf } from "@/pages/gold/colors";
import {
  AnnotatedPicture,
  AnswerList,
  Callout,
  Duration,
  PictureDialog,
  Query,
  useI18n,
} from "@/panels/shared";
import classes from "./Standing.module.css";
import { reasonName } from "./words";

const PATH = "/api/v1/projects/{project_id}/work/{assignment_id}";
type HandedIn = Answered<typeof PATH>;

interface WorkLookProps {
  projectId: number;
  /** The assignment. */
  work: { readonly id: number; readonly item_name: string };
  /** What is pressed; the name of the picture unless said otherwise. */
  children?: string;
}

/** The name of a picture, say; pressed, it shows what somebody answered on it. */
export function WorkLook({ projectId, work, children }: WorkLookProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Anchor
        component="button"
        type="button"
        className={classes.look}
        aria-label={t("standing.look", { name: work.item_name })}
        onClick={() => setOpen(true)}
      >
        {children ?? work.item_name}
      </Anchor>
      <PictureDialog of={isOpen ? { name: work.item_name } : null} onClose={() => setOpen(false)}>
        {() => <Looked projectId={projectId} assignmentId={work.id} />}
      </PictureDialog>
    </>
  );
}

function Looked({ projectId, assignmentId }: { projectId: number; assignmentId: number }) {
  const path = { project_id: projectId, assignment_id: assignmentId };
  const found = useQuery(apiQuery(PATH, { params: { path } }));
  return <Query of={found}>{(handedIn) => <Answer of={handedIn} projectId={projectId} />}</Query>;
}

const OUTCOMES = {
  accept: "standing.saidRight",
  reject: "standing.saidWrong",
  fix: "standing.saidFixed",
} as const satisfies Record<NonNullable<HandedIn["verdict"]>["outcome"], string>;

function Answer({ of, projectId }: { of: HandedIn; projectId: number }) {
  const { t } = useI18n();
  // An annotation document, which the server checked when it came in; so was the schema.
  const document = of.document as AnnotationDocument | null;
  const reference = of.reference as AnnotationDocument | null;
  const schema = of.schema_version.definition as SchemaDefinition;
  if (document === null) return <Callout>{t("standing.noAnswer")}</Callout>;
  return (
    <div>
      <AnnotatedPicture
        src={of.item.image_url}
        alt={t("standing.answerOn", { pseudonym: of.pseudonym, name: of.item.name })}
        widthPx={of.item.width_px}
        heightPx={of.item.height_px}
        document={document}
        {...(reference === null ? {} : { reference })}
        colorOf={colorsOf(schema)}
        edgesOf={edgesOf(schema)}
      />
      {reference !== null && <p className={classes.when}>{t("gold.legend")}</p>}
      {of.verdict !== null && (
        <p className={classes.reason}>
          {t(OUTCOMES[of.verdict.outcome])}
          {of.verdict.reason_code !== "" && ` ${t(reasonName(of.verdict.reason_code))}.`}{" "}
          {of.verdict.note}
        </p>
      )}
      <AnswerList title={t("standing.answered")} document={document} schema={schema} />
      {reference !== null && (
        <AnswerList title={t("standing.known")} document={reference} schema={schema} />
      )}
      <p className={classes.acts}>
        {of.seconds_spent !== null && (
          <span className={classes.when}>
            {t("standing.took")} <Duration seconds={of.seconds_spent} />
          </span>
        )}
        {of.draw_task_id !== null && (
          <Link
            to="/p/$projectId/consensus/$taskId"
            params={{ projectId, taskId: of.draw_task_id }}
          >
            {t("standing.everybodys")}
          </Link>
        )}
        {of.gold_item_id !== null && (
          <Link
            to="/p/$projectId/gold/$goldItemId"
            params={{ projectId, goldItemId: of.gold_item_id }}
          >
            {t("standing.goldItem")}
          </Link>
        )}
      </p>
    </div>
  );
}
