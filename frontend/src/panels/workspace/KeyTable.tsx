import { Modal } from "@mantine/core";
import { late, useI18n } from "@/panels/shared";

const KeyLines = late(() => import("./KeyLines").then((script) => script.KeyLines));

/** All keys in one dialog, to read and to change, and a way to turn single keys off. */
export function KeyTable({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="xl"
      title={t("workspace.keysTitle")}
      closeButtonProps={{ "aria-label": t("workspace.close") }}
    >
      <KeyLines />
    </Modal>
  );
}
