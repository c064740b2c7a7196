import { Button, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useI18n } from "@/panels/shared";
import classes from "./Drawing.module.css";

interface FullScreenProps {
  title: string;
  /** Of the picture. */
  name: string;
  onClose: () => void;
  /** Nothing is lost by leaving: the button says so. */
  keepsNothing?: boolean;
  /** Between the bar and the stage. */
  above?: ReactNode;
  /** The stage, which fills what is left. */
  children: ReactNode;
}

/** A dialog over the whole screen that holds the real workspace. */
export function FullScreen({
  title,
  name,
  onClose,
  keepsNothing = false,
  above,
  children,
}: FullScreenProps) {
  const { t } = useI18n();
  return (
    <Modal.Root opened fullScreen closeOnEscape={false} onClose={onClose}>
      <Modal.Content className={classes.dialog}>
        <Modal.Header className={classes.bar}>
          <Modal.Title>{title}</Modal.Title>
          <span className={classes.name}>{name}</span>
          <Button size="xs" variant="subtle" onClick={onClose}>
            {t(keepsNothing ? "shared.close" : "shared.cancel")}
          </Button>
        </Modal.Header>
        {above}
        <div className={classes.stage}>{children}</div>
      </Modal.Content>
    </Modal.Root>
  );
}
