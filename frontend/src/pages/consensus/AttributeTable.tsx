import type { SchemaAttribute, SchemaLabel } from "@/model/schema";
import { StatusBadge, useAnswerWord, useI18n } from "@/panels/shared";
import { Confidence } from "./Confidence";
import side from "./Side.module.css";
import type { Result } from "./TaskPage";

interface AttributeTableProps {
  shapeId: string;
  result: Result;
  label: SchemaLabel;
  target: number;
}

/** The attributes of the chosen shape: what each comes to, how sure that is, who said what. */
export function AttributeTable({ shapeId, result, label, target }: AttributeTableProps) {
  const { t } = useI18n();
  const settled = result.confidence.shapes[shapeId]?.attributes ?? {};
  const asked = label.attributes.filter(({ key }) => settled[key] !== undefined);
  if (asked.length === 0) return null;
  return (
    <table className={side.table}>
      <caption className={side.caption}>{t("consensus.attributes")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("consensus.attribute")}</th>
          <th scope="col">{t("consensus.question")}</th>
          <th scope="col">{t("consensus.probability")}</th>
        </tr>
      </thead>
      {asked.map((attribute) => (
        <Attribute
          key={attribute.key}
          attribute={attribute}
          settled={settled[attribute.key] as Settled}
          members={(result.members[shapeId] ?? []).filter((one) => one.has_same_label)}
          target={target}
        />
      ))}
    </table>
  );
}

type Settled = NonNullable<Result["confidence"]["shapes"][string]["attributes"]>[string];

interface AttributeProps {
  attribute: SchemaAttribute;
  settled: Settled;
  members: Result["members"][string];
  target: number;
}

function Attribute({ attribute, settled, members, target }: AttributeProps) {
  const { t } = useI18n();
  const word = useAnswerWord();
  return (
    <tbody>
      <tr data-chosen>
        <th scope="row">{attribute.name}</th>
        <td>{word(attribute, settled.value)}</td>
        <td>
          <Confidence value={settled.probability} target={settled.is_decided ? target : 0} />
          {settled.is_tie && t("consensus.tie")}
        </td>
      </tr>
      {members.map((one) => (
        <tr key={`${one.submission_id} ${one.shape_id}`}>
          <th scope="row">
            <bdi>{one.pseudonym}</bdi>
          </th>
          <td colSpan={2}>
            {word(attribute, one.attributes[attribute.key])}{" "}
            {one.differs_in.includes(attribute.key) && (
              <StatusBadge tone="caution">{t("consensus.disagrees")}</StatusBadge>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  );
}
