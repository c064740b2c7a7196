import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useI18n } from "./I18n";

interface PictureDialogProps<Looked extends { name: string }> {
  /** None while none is looked at. */
  of: Looked | null;
  onClose: () => void;
  children: (looked: Looked) => ReactNode;
}

/** One picture, large, under its name. */
export function PictureDialog<Looked extends { name: string }>(props: PictureDialogProps<Looked>) {
  const { of, onClose, children } = props;
  const { t } = useI18n();
  return (
    <Modal
      opened={of !== null}
      onClose={onClose}
      size="xl"
      title={of?.name}
      closeButtonProps={{ "aria-label": t("shared.close") }}
    >
      {of !== null && children(of)}
    </Modal>
  );
}
