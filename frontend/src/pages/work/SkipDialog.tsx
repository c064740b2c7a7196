import { Modal } from "@mantine/core";
import { useState } from "react";
import type { SkipReason } from "@/api/work";
import { late, useI18n } from "@/panels/shared";

const SkipForm = late(() => import("./SkipForm").then((script) => script.SkipForm));

interface SkipDialogProps {
  assignmentId: number;
  /** What is marked when the dialog opens; null for closed. */
  reason: SkipReason | null;
  onReason: (reason: SkipReason | null) => void;
  onSkipped: () => void;
}

/** Why this task is passed on; the next annotator and the manager learn from it. */
export function SkipDialog({ assignmentId, reason, onReason, onSkipped }: SkipDialogProps) {
  const { t } = useI18n();
  // Closed by accident, it is not written again.
  const [note, setNote] = useState("");
  return (
    <Modal
      opened={reason !== null}
      onClose={() => onReason(null)}
      title={t("work.skipTitle")}
      closeButtonProps={{ "aria-label": t("work.close") }}
    >
      <SkipForm
        assignmentId={assignmentId}
        reason={reason}
        note={note}
        onNote={setNote}
        onReason={onReason}
        onSkipped={onSkipped}
      />
    </Modal>
  );
}
