import { ActionIcon, Button, Kbd } from "@mantine/core";
import {
  IconArrowBackUp,
  IconCheck,
  IconEye,
  IconEyeOff,
  IconPlayerSkipForward,
  IconScribble,
  IconX,
  type Icon,
} from "@tabler/icons-react";
import { late, useI18n } from "@/panels/shared";
import type { KeyAction } from "@/tools/key-table";
import { useBench, useEngine, useRun } from "./engine/context";
import { useShortcut } from "./stored-keys";
import { promptWords } from "./words";
import classes from "./StageArea.module.css";

/** Over the drawing, where nothing can be pressed: if it does not come, nothing is said of that. */
const PromptFigure = late(
  () => import("./PromptFigure").then((script) => script.PromptFigure),
  undefined,
  null,
);

const ICON = { size: 16, stroke: 1.8, "aria-hidden": true } as const;

/** A shape of several presses is under way: keep it, take the last press back, let go of it. */
export function DrawBar({ isByTouch = false }: { isByTouch?: boolean }) {
  const { t } = useI18n();
  const takesBack = useBench((state) => state.takesBack);
  const prompt = useBench((state) => state.prompt);
  const hasNames = prompt !== null && prompt.name !== null;
  return (
    <div
      className={isByTouch ? classes.touchBar : classes.bar}
      role="group"
      aria-label={t("workspace.shapeInHand")}
    >
      {isByTouch && prompt !== null && (
        <span className={classes.prompt}>
          {hasNames && prompt.of > 1 && <PromptFigure />}
          {promptWords(prompt, t)}
        </span>
      )}
      <BarButton
        action="gesture.finish"
        text={t("workspace.finish")}
        isByTouch={isByTouch}
        icon={IconCheck}
        isMain
      />
      {hasNames && (
        <>
          <BarButton
            action="point.visible"
            text={prompt.isHidden === true ? t("workspace.markSeen") : t("workspace.markHidden")}
            isByTouch={isByTouch}
            icon={prompt.isHidden === true ? IconEye : IconEyeOff}
          />
          <BarButton
            action="point.next"
            text={t("workspace.leaveOut")}
            isByTouch={isByTouch}
            icon={IconPlayerSkipForward}
          />
        </>
      )}
      {takesBack && (
        <BarButton
          action="shape.delete"
          shownAs="edit.undo"
          text={t("workspace.takeBack")}
          isByTouch={isByTouch}
          icon={IconArrowBackUp}
        />
      )}
      <BarButton
        action="gesture.cancel"
        text={t("workspace.letGo")}
        isByTouch={isByTouch}
        icon={IconX}
      />
    </div>
  );
}

interface BarButtonProps {
  action: KeyAction;
  /** The action whose key is shown, where several do the same. */
  shownAs?: KeyAction;
  text: string;
  isByTouch: boolean;
  icon: Icon;
  isMain?: boolean;
}

function BarButton(props: BarButtonProps) {
  const { action, shownAs = action, text, isByTouch, icon: Glyph, isMain = false } = props;
  const { bench } = useEngine();
  const shortcut = useShortcut(shownAs);
  // By touch only the main one has room for its word.
  if (isByTouch && !isMain)
    return (
      <ActionIcon
        size={44}
        variant="subtle"
        aria-label={text}
        onClick={() => bench.carryOut(action)}
      >
        <Glyph {...ICON} size={20} />
      </ActionIcon>
    );
  return (
    <Button
      size={isByTouch ? "sm" : "xs"}
      variant={isMain ? "light" : "subtle"}
      leftSection={<Glyph {...ICON} />}
      rightSection={!isByTouch && <Kbd size="xs">{shortcut}</Kbd>}
      // The stage keeps the focus, so that the keys go on being its own.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => bench.carryOut(action)}
    >
      {text}
    </Button>
  );
}

/** By touch a drag places a point under the loupe; switched on, it draws freehand. */
export function FreehandSwitch() {
  const { t } = useI18n();
  const run = useRun();
  const isOffered = useBench(({ tool }) => tool === "polygon" || tool === "polyline");
  const isOn = useBench((state) => state.isFreehand);
  if (!isOffered) return null;
  return (
    <div className={classes.touchBar}>
      <Button
        size="sm"
        variant={isOn ? "light" : "subtle"}
        aria-pressed={isOn}
        leftSection={<IconScribble {...ICON} />}
        onClick={() => run({ type: "toggle_freehand" })}
      >
        {t("workspace.freehand")}
      </Button>
    </div>
  );
}
