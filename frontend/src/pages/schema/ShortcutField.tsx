import type { LabelSchema } from "@/model/schema";
import { actionText } from "@/panels/workspace/key-words";
import { SelectField, useI18n } from "@/panels/shared";
import { chordWords } from "@/tools/key-mapping";
import { DEFAULT_KEYS } from "@/tools/key-table";
import { chordOfShortcut, needOf, SHORTCUTS } from "@/tools/label-keys";
import type { LabelDraft } from "./draft";

/** What a letter does in this work: a tool, another label, or null where it is free. */
export type Letters = ReadonlyMap<string, string | null>;

/** By shortcut the words of what needs it, of the workspace itself; null where nothing does. */
export function lettersOf(schema: LabelSchema, words: (key: string) => string): Letters {
  return new Map(
    SHORTCUTS.map((shortcut) => {
      const need = needOf(shortcut, DEFAULT_KEYS, schema);
      return [shortcut, need === null ? null : words(actionText(need))];
    }),
  );
}

interface ShortcutFieldProps {
  label: LabelDraft;
  /** Named in the field, for screen readers. */
  name: string;
  letters: Letters;
  /** The names of labels that have a letter, by that letter; this one's own among them. */
  others: ReadonlyMap<string, string>;
  className?: string;
  onChange: (shortcut: string | null) => void;
}

/** A letter that picks the label, out of those that nothing else needs here. */
export function ShortcutField(props: ShortcutFieldProps) {
  const { label, name, letters, others, onChange } = props;
  const { t } = useI18n();
  const { shortcut } = label;
  const holderOf = (letter: string) =>
    letters.get(letter) ?? (letter === shortcut ? null : (others.get(letter) ?? null));
  const data = SHORTCUTS.map((letter) => {
    const chord = chordWords(chordOfShortcut(letter));
    const holder = holderOf(letter);
    return {
      value: letter,
      label: holder === null ? chord : t("schema.shortcutHeld", { chord, holder }),
      disabled: holder !== null,
    };
  });
  const taken = shortcut === null ? null : holderOf(shortcut);
  return (
    <SelectField
      size="xs"
      className={props.className}
      aria-label={t("schema.shortcutOf", { name })}
      data={[{ value: "", label: t("schema.shortcutNone") }, ...data]}
      value={shortcut ?? ""}
      onChange={(value) => onChange(value === null || value === "" ? null : value)}
      error={taken === null ? undefined : t("schema.shortcutTaken", { holder: taken })}
      searchable
    />
  );
}
