import { Button } from "@mantine/core";
import { IconPhotoOff } from "@tabler/icons-react";
import { useEffect, useRef, type ReactNode } from "react";
import { useI18n } from "@/panels/shared";
import { turnedCursor } from "@/model/turn";
import { NO_INSETS } from "@/model/view-transform";
import { useBench, useEngine, usePictureState } from "./engine/context";
import classes from "./StageArea.module.css";

/** Room for the bar of the chosen shape above, and for zoom and hint below. */
const DESK_INSETS = { top: 54, right: 14, bottom: 58, left: 14 };

interface StageAreaProps {
  /** Names the stage to a screen reader. */
  label: string;
  isPhone: boolean;
  /** What floats over the picture. */
  children?: ReactNode;
}

/** The element the engine draws in. */
export function StageArea({ label, isPhone, children }: StageAreaProps) {
  const engine = useEngine();
  const host = useRef<HTMLDivElement>(null);
  const cursor = useBench((state) => turnedCursor(state.cursor, state.turn));
  useEffect(() => engine.setInsets(isPhone ? NO_INSETS : DESK_INSETS), [engine, isPhone]);
  useEffect(() => (host.current === null ? undefined : engine.mount(host.current)), [engine]);
  return (
    <div className={classes.area}>
      <div
        ref={host}
        className={classes.stage}
        style={{ cursor }}
        // The keys of the stage are its own, as in a drawing program; the list tells the shapes.
        role="application"
        aria-label={label}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an application takes keys
        tabIndex={0}
      />
      <PictureFailed />
      {children}
    </div>
  );
}

function PictureFailed() {
  const { t } = useI18n();
  const engine = useEngine();
  if (usePictureState() !== "failed") return null;
  return (
    <div className={classes.failed} role="alert">
      <IconPhotoOff size={20} stroke={1.6} aria-hidden />
      <p>{t("workspace.pictureFailed")}</p>
      <Button size="xs" onClick={() => engine.loadPictureAgain()}>
        {t("workspace.pictureAgain")}
      </Button>
    </div>
  );
}
