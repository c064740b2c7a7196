import { IconEyeOff } from "@tabler/icons-react";
import { useEffect } from "react";
import { asksForShapes } from "@/model/schema";
import { IconButton, useI18n, type HeldHandlers } from "@/panels/shared";
import { useBench, useEngine } from "./engine/context";
import { useShortcut } from "./stored-keys";
import classes from "./StageArea.module.css";

/** The picture alone for as long as it is held down, whatever is in the hand. */
function PeekButton({ size }: { size: number }) {
  const { t } = useI18n();
  return (
    <IconButton
      size={size}
      label={t("workspace.peek")}
      shortcut={useShortcut("view.peek")}
      icon={<IconEyeOff size={18} stroke={1.6} aria-hidden />}
      isPressed={useBench((state) => state.isPeeking)}
      held={useHeld()}
    />
  );
}

/** In the bar of the view, where something is drawn at all. */
export function DeskPeek() {
  return useBench((state) => asksForShapes(state.schema)) && <PeekButton size={30} />;
}

/** On a phone it lies on the stage, once there is something on the picture. */
export function PhonePeek() {
  const hasShapes = useBench(({ document }) => document.shapes.length > 0);
  if (!hasShapes) return null;
  return (
    <div className={classes.phonePeek}>
      <PeekButton size={44} />
    </div>
  );
}

/** By a pointer, or by the key that presses buttons; the engine hears when that goes up. */
function useHeld(): HeldHandlers {
  const { bench } = useEngine();
  useEffect(() => () => bench.run({ type: "peek", isOn: false }), [bench]);
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      // The stage keeps the focus, so that the keys go on being its own.
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      bench.run({ type: "peek", isOn: true });
    },
    onLostPointerCapture: () => bench.run({ type: "peek", isOn: false }),
    onKeyDown: (event) => {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      bench.carryOut("view.peek", event.code);
    },
    // Of a screen reader or a voice, which hold nothing down: on, and off with the next.
    onClick: (event) => {
      if (event.detail === 0) bench.run({ type: "peek", isOn: !bench.state.isPeeking });
    },
    // A finger that stays would be asked what it wants of the button.
    onContextMenu: (event) => event.preventDefault(),
  };
}
