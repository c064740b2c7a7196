import { Button } from "@mantine/core";
import { useState } from "react";
import { ConfirmDialog } from "./ConfirmDialog";
import { useI18n } from "./I18n";

/** A removal that the rows of a list share; it is about one of them at a time. */
interface Removal {
  readonly variables: number | undefined;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly mutate: (id: number) => void;
  readonly reset: () => void;
}

interface RemoveButtonProps {
  /** What goes, as it is called. */
  name: string;
  /** What goes with it, and what stays. */
  note: string;
  of: Removal;
  /** What `of` is told to remove; a refusal of another one is not shown here. */
  id: number;
}

/** Takes something away for good, after saying what that does. */
export function RemoveButton({ name, note, of, id }: RemoveButtonProps) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const isAbout = of.variables === id;
  const ask = () => {
    if (!of.isPending) of.reset(); // an old refusal says nothing of the next try
    setAsking(true);
  };
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        aria-label={t("shared.removeNamed", { name })}
        onClick={ask}
      >
        {t("shared.remove")}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        isDangerous
        title={t("shared.removeTitle", { name })}
        verb={t("shared.remove")}
        isPending={isAbout && of.isPending}
        problem={isAbout ? of.error : null}
        onConfirm={() => of.mutate(id)}
        onClose={() => setAsking(false)}
      >
        {note}
      </ConfirmDialog>
    </>
  );
}
