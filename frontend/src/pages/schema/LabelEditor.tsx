import { ColorInput } from "@mantine/core";
import { IconAlertTriangle, IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useId, useState } from "react";
import { IconButton, SelectField, TextField, useI18n } from "@/panels/shared";
import { LABEL_COLOURS } from "@/render/palette";
import type { LabelDraft } from "./draft";
import { KIND_WORDS, offeredKinds } from "./kinds";
import { LabelDetails, useDetailWords } from "./LabelDetails";
import type { NamesEver } from "./names";
import { RowActions } from "./RowActions";
import { ShortcutField, type Letters } from "./ShortcutField";
import classes from "./Labels.module.css";

export interface LabelEditorProps {
  label: LabelDraft;
  /** It was refused for want of a name. */
  isUnnamed: boolean;
  /** A label before it has the name. */
  isRepeated: boolean;
  /** What else was refused of it. */
  faults: readonly string[];
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
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onParent: (parent: string | null) => void;
  onChange: (label: LabelDraft) => void;
  /** A place up or down: the place is the digit. */
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One label in a row, which opens for what few labels need. */
export function LabelEditor(props: LabelEditorProps) {
  const { label, lookalike, isOpen, onOpen } = props;
  const { t } = useI18n();
  const details = useId();
  // What was open once stays, unseen: a field that is half filled in is as it was left.
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true);
  const name = label.name || t("schema.unnamed");
  const words = useDetailWords(label, props.parents);
  return (
    <li className={classes.label} data-open={isOpen || undefined}>
      <div className={classes.row} role="group" aria-label={name}>
        <IconButton
          size={30}
          label={t("schema.details", { name })}
          icon={
            isOpen ? (
              <IconChevronDown size={16} stroke={1.6} aria-hidden />
            ) : (
              <IconChevronRight className={classes.ahead} size={16} stroke={1.6} aria-hidden />
            )
          }
          expands={{ id: details, isOpen }}
          onClick={() => onOpen(!isOpen)}
        />
        <LabelFields {...props} name={name} />
        <div className={classes.actions}>
          <RowActions name={name} onMove={props.onMove} onRemove={props.onRemove} />
        </div>
      </div>
      {!isOpen && words !== "" && <p className={classes.words}>{words}</p>}
      {lookalike !== null && (
        <p className={classes.nearColour} role="status">
          <IconAlertTriangle size={16} stroke={1.6} aria-hidden />
          {t("schema.colorNear", { name: lookalike.name || t("schema.unnamed") })}
        </p>
      )}
      {props.faults.map((fault) => (
        <p key={fault} className={classes.fault}>
          {fault}
        </p>
      ))}
      <div id={details} hidden={!isOpen} className={classes.details}>
        {wasOpen && <LabelDetails {...props} name={name} />}
      </div>
    </li>
  );
}

/** What every label has. */
function LabelFields(props: LabelEditorProps & { name: string }) {
  const { label, name, number, keys, onChange, onOpen } = props;
  const { t } = useI18n();
  function draw(kind: string | null) {
    if (kind === null) return;
    onChange({ ...label, kind });
    if (kind === "keypoints" && label.skeleton.points.length === 0) onOpen(true);
  }
  return (
    <>
      <kbd className={classes.digit}>{number}</kbd>
      <TextField
        size="xs"
        aria-label={t("schema.labelName", { n: number })}
        value={label.name}
        error={
          (props.isUnnamed && t("schema.nameMissing")) ||
          (props.isRepeated && t("schema.nameTwice"))
        }
        onChange={(event) => onChange({ ...label, name: event.currentTarget.value })}
        className={classes.name}
      />
      <ColorInput
        size="xs"
        aria-label={t("schema.color", { name })}
        value={label.color}
        onChange={(color) => onChange({ ...label, color })}
        swatches={LABEL_COLOURS.map(({ hex }) => hex)}
        format="hex"
        withEyeDropper={false}
        className={classes.color}
        dir="ltr"
      />
      <SelectField
        size="xs"
        aria-label={t("schema.kindOf", { name })}
        data={offeredKinds(label.kind).map((kind) => ({
          value: kind,
          label: t(KIND_WORDS[kind].name),
        }))}
        value={label.kind}
        onChange={draw}
        className={classes.kind}
      />
      <ShortcutField
        label={label}
        name={name}
        {...keys}
        className={classes.key}
        onChange={(shortcut) => onChange({ ...label, shortcut })}
      />
    </>
  );
}
