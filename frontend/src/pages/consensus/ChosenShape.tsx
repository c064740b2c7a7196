import { BarList, SchemaSwatch, useI18n } from "@/panels/shared";
import type { AnnotationDocument } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import classes from "./Consensus.module.css";
import side from "./Side.module.css";
import { AttributeTable } from "./AttributeTable";
import { Posterior } from "./Posterior";
import { ShapeDoubt } from "./ShapeDoubt";
import type { Targets } from "./targets";
import type { Result } from "./TaskPage";

interface ChosenShapeProps {
  shapeId: string;
  result: Result;
  schema: LabelSchema;
  projectId: number;
  /** What the project asks of its labels. */
  targets: Targets;
}

/** Who made the chosen shape, how well each fits it, what they say of it, who missed it. */
export function ChosenShape({ shapeId, result, schema, projectId, targets }: ChosenShapeProps) {
  const { t, list } = useI18n();
  const members = result.members[shapeId] ?? [];
  const missedBy = result.missed_by[shapeId] ?? [];
  const sure = result.confidence.shapes[shapeId];
  const labelOf = (key: string) => schema.labels.find((label) => label.key === key);
  const { shapes } = result.document as unknown as AnnotationDocument;
  const label = labelOf(shapes.find(({ id }) => id === shapeId)?.label ?? "");
  if (members.length === 0) return null;
  return (
    <section>
      <h2 className={side.heading}>
        {t("consensus.chosen")} <small>{t("consensus.iouWith")}</small>
      </h2>
      <BarList
        title={t("consensus.iouWith")}
        full={1}
        rows={members.map((member) => ({
          key: `${member.submission_id} ${member.shape_id}`,
          name: <bdi className={classes.person}>{member.pseudonym}</bdi>,
          value: member.iou,
          ...(member.has_same_label
            ? {}
            : {
                note: t("consensus.calls", { label: labelOf(member.label)?.name ?? member.label }),
              }),
        }))}
      />
      {missedBy.length > 0 && (
        <p className={classes.who}>
          {t("consensus.missedBy", { names: list(missedBy.map(({ pseudonym }) => pseudonym)) })}
        </p>
      )}
      {sure !== undefined && <ShapeDoubt sure={sure} projectId={projectId} targets={targets} />}
      {label !== undefined && (
        <AttributeTable
          shapeId={shapeId}
          result={result}
          label={label}
          target={targets.confidence}
        />
      )}
      {sure?.posterior !== undefined && (
        <Posterior
          title={t("consensus.labelPosterior")}
          posterior={sure.posterior}
          nameOf={(key) => labelOf(key)?.name ?? key}
          markOf={(key) => {
            const color = labelOf(key)?.color;
            return color === undefined ? null : <SchemaSwatch color={color} />;
          }}
        />
      )}
    </section>
  );
}
