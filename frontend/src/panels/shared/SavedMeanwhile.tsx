import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { Callout } from "./Callout";
import { useI18n } from "./I18n";

interface SavedMeanwhileProps {
  /** Who saved, "" where that is not known. */
  by?: string;
  /** When, as ISO 8601. */
  at?: string;
  /** What either choice comes to, where it is not the one in place of the other. */
  note?: string;
  /** Theirs, to be compared. */
  children?: ReactNode;
  onTakeTheirs: () => void;
  /** What is written here is put over theirs; it still has to be saved. */
  onKeepMine: () => void;
  /** After either: what was refused is done with. */
  onChosen: () => void;
}

/** Somebody saved what is being written here: nothing goes over the other until one is chosen. */
export function SavedMeanwhile({
  by = "",
  at,
  note,
  children,
  onTakeTheirs,
  onKeepMine,
  onChosen,
}: SavedMeanwhileProps) {
  const { t, moment } = useI18n();
  const name = by === "" ? t("shared.savedMeanwhileSomebody") : by;
  const title =
    at === undefined
      ? t("shared.savedMeanwhile", { name })
      : t("shared.savedMeanwhileAt", { name, when: moment(at) });
  const choice = (take: () => void) => () => {
    take();
    onChosen();
  };
  return (
    <div role="status">
      <Callout tone="caution" title={title}>
        <p>{note ?? t("shared.savedMeanwhileNote")}</p>
        {children}
        <Group gap="sm" mt="sm">
          <Button onClick={choice(onTakeTheirs)}>{t("shared.takeTheirs")}</Button>
          <Button onClick={choice(onKeepMine)}>{t("shared.keepMine")}</Button>
        </Group>
      </Callout>
    </div>
  );
}
