import { Button, ColorInput } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconPlus,
  IconTrash,
} from "@tabler/icons-react";
import { CheckField, IconButton, SelectField, TextField, useI18n } from "@/panels/shared";
import type { Kind } from "@/model/document";
import { repeated } from "@/model/same-name";
import { LABEL_COLOURS } from "@/render/palette";
import { EMPTY_FIELD, pinned, withSight, type LabelDraft } from "./draft";
import { FieldEditor } from "./FieldEditor";
import { LimitFields } from "./LimitFields";
import { SkeletonEditor } from "./SkeletonEditor";
import { KIND_WORDS, offeredKinds } from "./kinds";
import { ShortcutField, type Letters } from "./ShortcutField";
import { namesOf, type NamesEver } from "./names";
import { added, changed, removed } from "./lists";
import classes from "./Schema.module.css";

interface LabelEditorProps {
  label: LabelDraft;
  /** It was refused for want of a name. */
  isUnnamed: boolean;
  /** A label before it has the name. */
  isRepeated: boolean;
  number: number;
  /** What letters do here, and which labels have one. */
  keys: { letters: Letters; others: ReadonlyMap<string, string> };
  /** What keys were called in the versions so far, and where this label's attributes stand there. */
  ever: NamesEver;
  path: string;
  /** Labels that this one may be a part of. */
  parents: readonly LabelDraft[];
  /** Another label whose colour is hard to tell from this one's; null where none is. */
  lookalike: LabelDraft | null;
  onParent: (parent: string | null) => void;
  onChange: (label: LabelDraft) => void;
  /** A place up or down: the place is the digit. */
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One label: its name, its colour, its attributes. */
export function LabelEditor(props: LabelEditorProps) {
  const { label, number, keys, ever, path, lookalike, onChange, onMove, onRemove } = props;
  const { t } = useI18n();
  const name = label.name || t("schema.unnamed");
  const { attributes } = label;
  const sightNames = { occluded: t("schema.occluded"), truncated: t("schema.truncated") };
  const withKeysOfTheirOwn = pinned(attributes, ever, `${path}/attributes`);
  const twice = repeated(attributes.map((field) => field.name));
  return (
    <div className={classes.label}>
      <div className={classes.row}>
        <kbd className={classes.digit}>{number}</kbd>
        <TextField
          aria-label={t("schema.labelName", { n: number })}
          value={label.name}
          error={
            (props.isUnnamed && t("schema.nameMissing")) ||
            (props.isRepeated && t("schema.nameTwice"))
          }
          onChange={(event) => onChange({ ...label, name: event.currentTarget.value })}
          className={classes.grow}
        />
        <SelectField
          aria-label={t("schema.kindOf", { name })}
          data={offeredKinds(label.kind).map((kind) => ({
            value: kind,
            label: t(KIND_WORDS[kind].name),
          }))}
          value={label.kind}
          onChange={(kind) => kind !== null && onChange({ ...label, kind })}
          className={classes.kind}
        />
        <ColorInput
          aria-label={t("schema.color", { name })}
          value={label.color}
          onChange={(color) => onChange({ ...label, color })}
          swatches={LABEL_COLOURS.map(({ hex }) => hex)}
          format="hex"
          withEyeDropper={false}
          className={classes.color}
          dir="ltr"
        />
        <IconButton
          label={t("schema.moveUp", { name })}
          icon={<IconArrowUp size={18} stroke={1.6} aria-hidden />}
          onClick={() => onMove(-1)}
        />
        <IconButton
          label={t("schema.moveDown", { name })}
          icon={<IconArrowDown size={18} stroke={1.6} aria-hidden />}
          onClick={() => onMove(1)}
        />
        <IconButton
          label={t("schema.remove", { name })}
          icon={<IconTrash size={18} stroke={1.6} aria-hidden />}
          onClick={onRemove}
        />
      </div>
      <p className={classes.kindNote}>{t(KIND_WORDS[label.kind as Kind].note)}</p>
      {lookalike !== null && (
        <p className={classes.nearColour} role="status">
          <IconAlertTriangle size={16} stroke={1.6} aria-hidden />
          {t("schema.colorNear", { name: lookalike.name || t("schema.unnamed") })}
        </p>
      )}
      {label.kind === "keypoints" && (
        <SkeletonEditor
          skeleton={label.skeleton}
          name={name}
          ever={namesOf(ever, `${path}/points`)}
          onChange={(skeleton) => onChange({ ...label, skeleton })}
        />
      )}
      <LimitFields label={label} onChange={onChange}>
        <ShortcutField
          label={label}
          name={name}
          {...keys}
          onChange={(shortcut) => onChange({ ...label, shortcut })}
        />
        <ParentField {...props} name={name} />
      </LimitFields>
      {label.kind === "mask" && (
        <CheckField
          label={t("schema.semantic")}
          description={t("schema.semanticNote")}
          checked={label.is_semantic}
          onChange={(event) => onChange({ ...label, is_semantic: event.currentTarget.checked })}
          className={classes.semantic}
        />
      )}
      <div
        className={classes.attributes}
        role="group"
        aria-label={t("schema.attributes", { name })}
      >
        {attributes.map((field, index) => (
          <FieldEditor
            // An attribute is known by its place until it is saved.
            key={index}
            field={field}
            nameLabel={t("schema.attributeName")}
            isRepeated={twice.has(index)}
            ever={namesOf(ever, `${path}/attributes/${field.key ?? ""}/options`)}
            earlier={withKeysOfTheirOwn.slice(0, index)}
            onCondition={(when) =>
              onChange({
                ...label,
                attributes: changed(withKeysOfTheirOwn, index, { ...field, when }),
              })
            }
            onChange={(next) =>
              onChange({ ...label, attributes: changed(attributes, index, next) })
            }
            onRemove={() => onChange({ ...label, attributes: removed(attributes, index) })}
          />
        ))}
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
          onClick={() => onChange({ ...label, attributes: added(attributes, EMPTY_FIELD) })}
        >
          {t("schema.addAttribute")}
        </Button>
        {withSight(attributes, sightNames).length > attributes.length && (
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
            onClick={() => onChange({ ...label, attributes: withSight(attributes, sightNames) })}
          >
            {t("schema.addSight")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** What the label is a kind of, such as a vehicle of a car: exports call it the supercategory. */
function ParentField({ label, parents, name, onParent }: LabelEditorProps & { name: string }) {
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
