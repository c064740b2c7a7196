import { useState } from "react";
import { ConfirmDialog, TextArea, useI18n } from "@/panels/shared";

interface WhyDialogProps {
  title: string;
  verb: string;
  isPending?: boolean;
  problem?: Error | null;
  /** With the reason, which is not empty. */
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** Asks why a known answer is treated otherwise from now on; it stands in its history. */
export function WhyDialog({ onConfirm, ...dialog }: WhyDialogProps) {
  const { t } = useI18n();
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const said = reason.trim();
  return (
    <ConfirmDialog
      opened
      {...dialog}
      onConfirm={() => (said === "" ? setAsked(true) : onConfirm(said))}
    >
      <TextArea
        label={t("gold.why")}
        description={t("gold.whyWhat")}
        value={reason}
        maxLength={1000}
        error={isAsked && said === "" ? t("gold.whyMissing") : null}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
    </ConfirmDialog>
  );
}
