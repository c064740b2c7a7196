import { ConfirmDialog, useI18n } from "@/panels/shared";

interface StopDialogProps {
  opened: boolean;
  /** How long what was sent is kept, where the import is known. */
  keptDays: number | null;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before an import that takes files is ended: all that was sent is lost with it. */
export function StopDialog({ opened, keptDays, onConfirm, onClose }: StopDialogProps) {
  const { t } = useI18n();
  return (
    <ConfirmDialog
      opened={opened}
      title={t("items.stopTitle")}
      verb={t("items.stopVerb")}
      isDangerous
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {t("items.stopNote")} {keptDays !== null && t("items.keptDays", { n: keptDays })}
    </ConfirmDialog>
  );
}
