import { Button, Group, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useI18n } from "./I18n";
import { ProblemCard } from "./States";
import { useFocusBack } from "./useFocusBack";

interface ConfirmDialogProps {
  opened: boolean;
  /** The question: "Close batch 4?" */
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  /** The verb on the button: "Close batch". */
  verb: string;
  isDangerous?: boolean;
  isPending?: boolean;
  /** Something that is asked for in the dialog is not there yet. */
  isDisabled?: boolean;
  problem?: Error | null;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before what cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useI18n();
  useFocusBack(props.opened);
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ "aria-label": t("shared.close") }}
    >
      <div>{props.children}</div>
      {props.problem && <ProblemCard problem={props.problem} />}
      <Group justify="flex-end" mt="lg">
        <Button variant="subtle" onClick={props.onClose}>
          {t("shared.cancel")}
        </Button>
        <Button
          variant={props.isDangerous ? "danger" : "filled"}
          loading={props.isPending ?? false}
          disabled={props.isDisabled ?? false}
          onClick={props.onConfirm}
        >
          {props.verb}
        </Button>
      </Group>
    </Modal>
  );
}
