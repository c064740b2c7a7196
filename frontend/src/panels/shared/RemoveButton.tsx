import { Button } from "@mantine/core";
import { useState } from "react";
import { ConfirmDialog } from "./ConfirmDialog";
import { useI18n } from "./I18n";

interface RemoveButtonProps {
  /** What goes, as it is called. */
  name: string;
  /** What goes with it, and what stays. */
  note: string;
  isPending: boolean;
  problem: Error | null;
  onRemove: () => void;
}

/** Takes something away for good, after saying what that does. */
export function RemoveButton({ name, note, isPending, problem, onRemove }: RemoveButtonProps) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        aria-label={t("shared.removeNamed", { name })}
        onClick={() => setAsking(true)}
      >
        {t("shared.remove")}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        isDangerous
        title={t("shared.removeTitle", { name })}
        verb={t("shared.remove")}
        isPending={isPending}
        problem={problem}
        onConfirm={onRemove}
        onClose={() => setAsking(false)}
      >
        {note}
      </ConfirmDialog>
    </>
  );
}
