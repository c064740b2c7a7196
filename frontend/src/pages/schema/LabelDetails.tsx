import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { Kind } from "@/model/document";
import { repeated } from "@/model/same-name";
import { OVERLAP_KINDS } from "@/model/validation/overlap";
import { CheckField, SelectField, useI18n } from "@/panels/shared";
import { EMPTY_FIELD, pinned, withSight, type LabelDraft } from "./draft";
import { FieldEditor } from "./FieldEditor";
import { KIND_WORDS } from "./kinds";
import type { LabelEditorProps } from "./LabelEditor";
import { LimitFields } from "./LimitFields";
import { added, changed, removed } from "./lists";
import { namesOf } from "./names";
import { SkeletonEditor } from "./SkeletonEditor";
import classes from "./Schema.module.css";

type DetailsProps = LabelEditorProps & {
  /** Named in the fields, for screen readers. */
  name: string;
};

/** What a label has beside its row: limits, what it is a part of, points, attributes. */
export function LabelDetails(props: DetailsProps) {
  const { label, name, ever, path, onChange } = props;
  const { t } = useI18n();
  return (
    <>
      <p className={classes.note}>{t(KIND_WORDS[label.kind as Kind].note)}</p>
      {label.kind === "keypoints" && (
        <SkeletonEditor
          skeleton={label.skeleton}
          name={name}
          ever={namesOf(ever, `${path}/points`)}
          onChange={(skeleton) => onChange({ ...label, skeleton })}
        />
      )}
      <LimitFields label={label} onChange={onChange}>
        <ParentField {...props} />
      </LimitFields>
      {label.kind === "mask" && (
        <CheckField
          label={t("schema.semantic")}
          description={t("schema.semanticNote")}
          checked={label.is_semantic}
          onChange={(event) => onChange({ ...label, is_semantic: event.currentTarget.checked })}
        />
      )}
      <Attributes {...props} />
    </>
  );
}

function Attributes({ label, name, ever, path, onChange }: DetailsProps) {
  const { t } = useI18n();
  const { attributes } = label;
  const sightNames = { occluded: t("schema.occluded"), truncated: t("schema.truncated") };
  const withKeysOfTheirOwn = pinned(attributes, ever, `${path}/attributes`);
  const twice = repeated(attributes.map((field) => field.name));
  const put = (next: LabelDraft["attributes"]) => onChange({ ...label, attributes: next });
  return (
    <div className={classes.attributes} role="group" aria-label={t("schema.attributes", { name })}>
      {attributes.map((field, index) => (
        <FieldEditor
          // An attribute is known by its place until it is saved.
          key={index}
          field={field}
          nameLabel={t("schema.attributeName")}
          isRepeated={twice.has(index)}
          ever={namesOf(ever, `${path}/attributes/${field.key ?? ""}/options`)}
          earlier={withKeysOfTheirOwn.slice(0, index)}
          onCondition={(when) => put(changed(withKeysOfTheirOwn, index, { ...field, when }))}
          onChange={(next) => put(changed(attributes, index, next))}
          onRemove={() => put(removed(attributes, index))}
        />
      ))}
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
        onClick={() => put(added(attributes, EMPTY_FIELD))}
      >
        {t("schema.addAttribute")}
      </Button>
      {withSight(attributes, sightNames).length > attributes.length && (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
          onClick={() => put(withSight(attributes, sightNames))}
        >
          {t("schema.addSight")}
        </Button>
      )}
    </div>
  );
}

/** What the label is a kind of, such as a vehicle of a car: exports call it the supercategory. */
function ParentField({ label, parents, name, onParent }: DetailsProps) {
  const { t } = useI18n();
  if (parents.length === 0) return null;
  return (
    <SelectField
      size="xs"
      label={t("schema.parent")}
      aria-label={t("schema.parentOf", { name })}
      data={[
        { value: "", label: t("schema.parentNone") },
        ...parents.map((one) => ({ value: one.key ?? "", label: one.name })),
      ]}
      value={label.parent ?? ""}
      onChange={(parent) => onParent(parent === null || parent === "" ? null : parent)}
      searchable
    />
  );
}

/** In a line what the details hold, so that a closed row hides nothing; "" where that is nothing. */
export function useDetailWords(label: LabelDraft, parents: readonly LabelDraft[]): string {
  const { t, percent } = useI18n();
  const parent = parents.find(({ key }) => key !== null && key === label.parent);
  const points = label.kind === "keypoints" ? label.skeleton.points.length : 0;
  const fields = label.attributes.length;
  const overlap = OVERLAP_KINDS.includes(label.kind) ? label.maxOverlap : null;
  return [
    parent !== undefined && t("schema.saysParent", { name: parent.name }),
    points > 0 && t("schema.saysPoints", { n: points }),
    label.minCount !== null && t("schema.saysMin", { n: label.minCount }),
    label.maxCount !== null && t("schema.saysMax", { n: label.maxCount }),
    overlap !== null && t("schema.saysOverlap", { share: percent(overlap, 1) }),
    label.kind === "mask" && label.is_semantic && t("schema.semantic"),
    fields > 0 && t("schema.saysAttributes", { n: fields }),
  ]
    .filter((words) => words !== false)
    .join(" · ");
}
