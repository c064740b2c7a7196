import { UnstyledButton } from "@mantine/core";
import type { AnnotationDocument, Shape } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import { AttributeWords } from "./AttributeWords";
import { ClusterFrame } from "./ClusterFrame";
import { Confidence } from "./Confidence";
import type { Targets } from "./targets";
import type { Result } from "./TaskPage";

interface ClusterTableProps {
  result: Result;
  schema: LabelSchema;
  targets: Targets;
  /** How many people's answers count. */
  peopleCount: number;
  chosenId: string | null;
  onChoose: (shapeId: string | null) => void;
}

/** The shapes of the result: who drew them, and three confidences kept apart. */
export function ClusterTable(props: ClusterTableProps) {
  const { result, schema, targets, peopleCount, chosenId, onChoose } = props;
  const { t } = useI18n();
  const { shapes } = result.document as unknown as AnnotationDocument;
  const labelOf = (key: string) => schema.labels.find((label) => label.key === key);
  const nameOf = (key: string) => labelOf(key)?.name ?? key;
  return (
    <ClusterFrame title={t("consensus.clusters")} count={shapes.length}>
      {shapes.map((shape, index) => {
        const sure = result.confidence.shapes[shape.id];
        const isChosen = shape.id === chosenId;
        return (
          <tr key={shape.id} data-chosen={isChosen || undefined}>
            <th scope="row">
              <UnstyledButton
                aria-pressed={isChosen}
                onClick={() => onChoose(isChosen ? null : shape.id)}
              >
                {index + 1} {nameOf(shape.label)}
              </UnstyledButton>
              <AttributeWords label={labelOf(shape.label)} values={shape.attributes} />
            </th>
            <td>{sure && t("consensus.drawnBy", { n: sure.drawn_by, of: sure.of })}</td>
            <td>{sure && <Confidence value={sure.exists} target={targets.confidence} />}</td>
            <td>{sure && <Confidence value={sure.class} target={targets.confidence} />}</td>
            <td>
              {sure?.expected_iou != null && (
                <Confidence value={sure.expected_iou} target={targets.iou} />
              )}
            </td>
          </tr>
        );
      })}
      {result.left_out.map((cluster) => {
        const shape = cluster.shape as Shape;
        const isChosen = shape.id === chosenId;
        return (
          <tr key={shape.id} data-left-out data-chosen={isChosen || undefined}>
            <th scope="row">
              <UnstyledButton
                aria-pressed={isChosen}
                onClick={() => onChoose(isChosen ? null : shape.id)}
              >
                {nameOf(shape.label)}
              </UnstyledButton>
            </th>
            <td>{t("consensus.drawnBy", { n: cluster.drawn_by, of: peopleCount })}</td>
            <td>
              <Confidence value={cluster.exists} target={0} />
            </td>
            <td colSpan={2}>{t("consensus.leftOut")}</td>
          </tr>
        );
      })}
    </ClusterFrame>
  );
}
