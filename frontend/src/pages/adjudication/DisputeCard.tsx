import type { AnnotationDocument, Shape } from "@/model/document";
import type { SchemaDefinition } from "@/model/schema";
import { HANDLE_FILL } from "@/render/palette";
import { AnnotatedPicture, StatusBadge, useI18n } from "@/panels/shared";
import { edgesOf } from "@/pages/gold/colors";
import { Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import classes from "./Adjudication.module.css";
import type { Dispute } from "./types";
import { useWhat } from "./words";

/** One disputed task: its picture with the consensus in white, and what is least sure. */
export function DisputeCard({ row, projectId }: { row: Dispute; projectId: number }) {
  const { t, number } = useI18n();
  const what = useWhat();
  const schema = useProject().schema_version?.definition as SchemaDefinition | undefined;
  const document = row.document as unknown as AnnotationDocument;
  const left = row.left_out.map(({ shape }) => shape as Shape);
  const { item } = row;
  return (
    <article className={classes.dispute}>
      <AnnotatedPicture
        src={item.thumbnail_url}
        alt=""
        widthPx={item.width_px}
        heightPx={item.height_px}
        document={document}
        reference={{ ...document, shapes: left }}
        colorOf={() => HANDLE_FILL}
        edgesOf={edgesOf(schema)}
      />
      <h2 className={classes.disputeTitle}>
        <Link to="/p/$projectId/disputed/$taskId" params={{ projectId, taskId: row.task_id }}>
          {what(row)}
        </Link>
        <span>{number(row.lowest_confidence, 2)}</span>
      </h2>
      <p className={classes.note}>
        <bdi>{item.name}</bdi> · {row.why}{" "}
        {t("adjudication.fromAnswers", { n: row.submission_count })}
      </p>
      {row.held_by !== null && (
        <StatusBadge tone={row.is_mine ? "active" : "quiet"}>
          {row.is_mine ? t("adjudication.yours") : t("adjudication.heldBy", { name: row.held_by })}
        </StatusBadge>
      )}
    </article>
  );
}
