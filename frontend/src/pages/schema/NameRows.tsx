import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { repeated } from "@/model/same-name";
import { TextField, useI18n } from "@/panels/shared";
import { RowActions } from "./RowActions";
import { named, type NameRow, rowAt, rowMoved, type Rows, withoutRow } from "./rows";
import type { NamesOfList } from "./names";
import classes from "./Schema.module.css";

const WORDS = {
  options: { title: "schema.options", one: "schema.option", add: "schema.addOption" },
  points: { title: "schema.points", one: "schema.point", add: "schema.addPoint" },
} as const;

interface NameRowsProps {
  of: keyof typeof WORDS;
  /** The name of what has them. */
  name: string;
  rows: readonly NameRow[];
  /** What keys were called in the versions so far. */
  ever: NamesOfList;
  onChange: (rows: Rows) => void;
}

/** Names one under the other. Each row keeps its key, wherever it goes and whatever it is called. */
export function NameRows({ of, name, rows, ever, onChange }: NameRowsProps) {
  const { t } = useI18n();
  const { list, goTo } = useRowFocus();
  const words = WORDS[of];
  const twice = repeated(rows.map((row) => row.name));
  function add(place: number) {
    onChange(rowAt(rows, place));
    goTo(place);
  }
  function remove(place: number) {
    onChange(withoutRow(rows, place));
    goTo(Math.max(0, place - 1));
  }
  return (
    <div ref={list} className={classes.names} role="group" aria-label={t(words.title, { name })}>
      {rows.map((row, place) => (
        <NameLine
          // A row without a key yet is known by its place.
          key={row.key ?? `new ${place}`}
          label={t(words.one, { n: place + 1 })}
          row={row}
          isRepeated={twice.has(place)}
          was={row.key === null ? undefined : ever.get(row.key)?.[0]}
          onName={(text) => onChange(named(rows, place, text))}
          onMove={(by) => onChange(rowMoved(rows, place, by))}
          onNext={() => add(place + 1)}
          onRemove={() => remove(place)}
        />
      ))}
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconPlus size={16} stroke={1.6} aria-hidden />}
        onClick={() => add(rows.length)}
      >
        {t(words.add)}
      </Button>
    </div>
  );
}

/** Puts the keyboard into a row after the list has been drawn anew. */
function useRowFocus() {
  const list = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<{ place: number } | null>(null);
  useEffect(() => {
    if (asked !== null) list.current?.querySelectorAll("input")[asked.place]?.focus();
  }, [asked]);
  return { list, goTo: (place: number) => setAsked({ place }) };
}

interface NameLineProps {
  label: string;
  row: NameRow;
  /** A row before it has the name. */
  isRepeated: boolean;
  was: string | undefined;
  onName: (text: string) => void;
  onMove: (by: -1 | 1) => void;
  onNext: () => void;
  onRemove: () => void;
}

function NameLine({
  label,
  row,
  isRepeated,
  was,
  onName,
  onMove,
  onNext,
  onRemove,
}: NameLineProps) {
  const { t } = useI18n();
  const name = row.name || t("schema.unnamed");
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") onNext();
    else if (event.key === "Backspace" && row.name === "" && row.key === null) onRemove();
    else return;
    event.preventDefault();
  }
  /** Only of several lines: the field itself pastes one. */
  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData("text").trim();
    if (!text.includes("\n")) return;
    event.preventDefault();
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const end = value.slice(selectionEnd ?? value.length);
    onName(value.slice(0, selectionStart ?? value.length) + text + end);
  }
  return (
    <div className={classes.name}>
      <TextField
        size="xs"
        aria-label={label}
        value={row.name}
        description={was !== undefined && was !== row.name ? t("schema.wasNamed", { was }) : null}
        error={isRepeated && t("schema.nameTwice")}
        inputWrapperOrder={["input", "error", "description"]}
        onChange={(event) => onName(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        className={classes.grow}
      />
      <RowActions name={name} onMove={onMove} onRemove={onRemove} />
    </div>
  );
}
