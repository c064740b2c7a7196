import { Button, TextInput } from "@mantine/core";
import { IconMapPin, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { IconButton, useI18n } from "@/panels/shared";
import { MOST_MARKS, placed, type Mark } from "./marks";
import classes from "./Marks.module.css";
import { useIsPhone } from "./use-is-phone";

const ICON = { size: 16, stroke: 1.6, "aria-hidden": true } as const;
const MOST_TEXT = 200;

interface MarkListProps {
  marks: readonly Mark[];
  size: { readonly width_px: number; readonly height_px: number };
  /** Undefined where marks are read only. */
  onChange?: (marks: readonly Mark[]) => void;
  /** The mark whose text is asked for; a number tells one asking from the next. */
  wanted?: { readonly index: number; readonly asked: number } | null;
}

/** The marks as a list: what is wrong at each, and a way to put them without a pointer. */
export function MarkList({ marks, size, onChange, wanted = null }: MarkListProps) {
  const { t } = useI18n();
  const isPhone = useIsPhone();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (wanted !== null) list.current?.querySelectorAll("input")[wanted.index]?.focus();
  }, [wanted]);
  if (onChange === undefined) return <Told marks={marks} />;
  const changed = (index: number, text: string) =>
    onChange(marks.map((mark, at) => (at === index ? { ...mark, text } : mark)));
  return (
    <div>
      <h3 className={classes.title}>{t("workspace.marksTitle")}</h3>
      <p className={classes.hint}>
        {t(isPhone ? "workspace.marksHintPhone" : "workspace.marksHint")}
      </p>
      <ul ref={list} className={classes.list}>
        {marks.map((mark, index) => (
          <li key={index} className={classes.row}>
            <span className={classes.number} aria-hidden>
              {index + 1}
            </span>
            <TextInput
              className={classes.field}
              size={isPhone ? "md" : "xs"}
              aria-label={t("workspace.markText", { n: index + 1 })}
              placeholder={t("workspace.markText", { n: index + 1 })}
              value={mark.text}
              maxLength={MOST_TEXT}
              onChange={(event) => changed(index, event.currentTarget.value)}
            />
            <IconButton
              size={isPhone ? 44 : 30}
              label={t("workspace.markRemove", { n: index + 1 })}
              icon={<IconTrash {...ICON} />}
              onClick={() => onChange(marks.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      {marks.length >= MOST_MARKS ? (
        <p className={classes.hint}>{t("workspace.marksFull")}</p>
      ) : (
        <Button
          size={isPhone ? "md" : "xs"}
          variant="subtle"
          leftSection={<IconMapPin {...ICON} />}
          onClick={() => {
            const middle = { x: 0, y: 0, text: "" };
            onChange([...marks, placed(middle, size.width_px / 2, size.height_px / 2, size)]);
          }}
        >
          {t("workspace.markMiddle")}
        </Button>
      )}
    </div>
  );
}

function Told({ marks }: { marks: readonly Mark[] }) {
  return (
    <ol className={classes.list}>
      {marks.map((mark, index) => (
        <li key={index} className={classes.row}>
          <span className={classes.number} aria-hidden>
            {index + 1}
          </span>
          <span className={classes.text}>{mark.text}</span>
        </li>
      ))}
    </ol>
  );
}
