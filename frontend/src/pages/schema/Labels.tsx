import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMemo } from "react";
import { repeated } from "@/model/same-name";
import { readSchema } from "@/model/schema";
import { Card, useI18n } from "@/panels/shared";
import { emptyLabel, type SchemaDraft, toDefinition } from "./draft";
import { LabelEditor } from "./LabelEditor";
import { added, changed, moved } from "./lists";
import { nearestLookalike } from "./near-colours";
import { namesOf, NO_NAMES } from "./names";
import { keyed, parentsFor, withoutLabel, withParent } from "./parents";
import { lettersOf } from "./ShortcutField";
import { faultsOf, useLabelRows } from "./use-label-rows";
import classes from "./Labels.module.css";

interface LabelsProps {
  draft: SchemaDraft;
  change: (part: Partial<SchemaDraft>) => void;
  /** Why it was not saved; what lacks a name then says so where it is. */
  refusal: Error | null;
  /** Who may not change it cannot press a row open either: all are. */
  canManage: boolean;
}

/** What is drawn: a row a label. */
export function Labels({ draft, change, refusal, canManage }: LabelsProps) {
  const { t } = useI18n();
  const { labels, ever = NO_NAMES } = draft;
  const called = namesOf(ever, "/labels");
  const withKeysOfTheirOwn = keyed(labels, called);
  const twice = repeated(labels.map(({ name }) => name));
  const keys = useLabelKeys(draft);
  const { rows, open, move, remove } = useLabelRows(labels.length, refusal);
  return (
    <Card title={t("schema.labels")} note={t("schema.labelsNote")}>
      {labels.length === 0 && <p>{t("schema.noLabels")}</p>}
      {labels.length > 0 && (
        <div className={classes.list}>
          <Heads />
          <ol className={classes.rows}>
            {labels.map((label, index) => (
              <LabelEditor
                key={rows[index]?.id}
                label={label}
                isUnnamed={refusal !== null && label.name.trim() === ""}
                isRepeated={twice.has(index)}
                faults={faultsOf(refusal, index)}
                number={index + 1}
                keys={keys}
                ever={ever}
                path={`/labels/${withKeysOfTheirOwn[index]?.key ?? ""}`}
                parents={parentsFor(labels, index, called)}
                lookalike={nearestLookalike(labels, index)}
                isOpen={!canManage || (rows[index]?.isOpen ?? false)}
                onOpen={(isOpen) => open(index, isOpen)}
                onParent={(parent) => change({ labels: withParent(labels, index, parent, called) })}
                onMove={(by) => {
                  move(index, by);
                  change({ labels: moved(labels, index, by) });
                }}
                onChange={(next) => change({ labels: changed(labels, index, next) })}
                onRemove={() => {
                  remove(index);
                  change({ labels: withoutLabel(labels, index) });
                }}
              />
            ))}
          </ol>
        </div>
      )}
      <Button
        leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
        onClick={() => change({ labels: added(labels, emptyLabel(labels.length)) })}
      >
        {t("schema.addLabel")}
      </Button>
    </Card>
  );
}

/** What stands in the columns; each field says it itself to a screen reader. */
function Heads() {
  const { t } = useI18n();
  return (
    <div className={classes.heads} aria-hidden>
      <span className={classes.name}>{t("schema.headName")}</span>
      <span className={classes.color}>{t("schema.headColor")}</span>
      <span className={classes.kind}>{t("schema.headKind")}</span>
      <span className={classes.key}>{t("schema.shortcut")}</span>
    </div>
  );
}

/** Counted anew when a kind, an attribute or a letter changes what is free. */
function useLabelKeys(draft: SchemaDraft) {
  const { t } = useI18n();
  return useMemo(() => {
    const schema = readSchema(toDefinition(draft));
    const others = schema.labels.flatMap(({ shortcut, name }) =>
      shortcut === null ? [] : [[shortcut, name] as const],
    );
    return { letters: lettersOf(schema, t), others: new Map(others) };
  }, [draft, t]);
}
