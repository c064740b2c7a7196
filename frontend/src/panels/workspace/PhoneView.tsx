import { Button, Group, SegmentedControl, Switch } from "@mantine/core";
import { IconMinus, IconPlus, IconSearch } from "@tabler/icons-react";
import { IconButton, useI18n } from "@/panels/shared";
import { useBench, useEngine, useRun } from "./engine/context";
import { choicesOf } from "./ChoiceFinder";
import { HANDS, storeHanded, useHanded, type Handed } from "./stored-layout";
import { useHasSnapping } from "./tool-looks";
import { useHideAll } from "./use-hide-all";
import { ZoomPercent } from "./ZoomBar";
import styles from "./PictureSettings.module.css";

const ICON = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

/** On a phone: how large the picture is, for whoever cannot pinch, and the way back to all of it. */
export function PhoneZoom() {
  const { t } = useI18n();
  const { bench } = useEngine();
  return (
    <div role="group" aria-label={t("workspace.zoomTitle")} className={styles.zoom}>
      <div className={styles.head}>
        <span>{t("workspace.zoomTitle")}</span>
        <ZoomPercent />
      </div>
      <Group gap="xs" wrap="nowrap">
        <IconButton
          size={44}
          label={t("workspace.zoomOut")}
          icon={<IconMinus {...ICON} />}
          onClick={() => bench.carryOut("view.out")}
        />
        <IconButton
          size={44}
          label={t("workspace.zoomIn")}
          icon={<IconPlus {...ICON} />}
          onClick={() => bench.carryOut("view.in")}
        />
        <Button flex={1} px={4} onClick={() => bench.carryOut("view.fit")}>
          {t("workspace.zoomFit")}
        </Button>
        <Button flex={1} px={4} onClick={() => bench.carryOut("view.actual")}>
          {t("workspace.keyActual")}
        </Button>
      </Group>
    </div>
  );
}

/** Whether what is drawn goes to its neighbours: without keys there is no other way to say it. */
export function SnapSwitch() {
  const { t } = useI18n();
  const run = useRun();
  const isOn = useBench((state) => state.isSnapping);
  if (!useHasSnapping()) return null;
  return (
    <Switch
      mb="md"
      label={t("workspace.snap")}
      checked={isOn}
      onChange={() => run({ type: "toggle_snapping" })}
    />
  );
}

const HAND_WORDS: Readonly<Record<Handed, string>> = {
  left: "workspace.handLeft",
  right: "workspace.handRight",
};

/** At which side the buttons are while the phone lies on its side. */
export function HandChoice() {
  const { t } = useI18n();
  const hand = useHanded();
  return (
    <div className={styles.hand}>
      <div className={styles.head}>{t("workspace.handTitle")}</div>
      <SegmentedControl
        fullWidth
        aria-label={t("workspace.handTitle")}
        value={hand}
        onChange={(next) => storeHanded(next as Handed)}
        data={HANDS.map((one) => ({ value: one, label: t(HAND_WORDS[one]) }))}
      />
    </div>
  );
}

/** All shapes out of sight, or all of them back. */
export function HideAllButton() {
  const hasShapes = useBench(({ document }) => document.shapes.length > 0);
  const [words, Eye, toggle] = useHideAll();
  if (!hasShapes) return null;
  return (
    <Button fullWidth mb="xs" leftSection={<Eye {...ICON} />} onClick={toggle}>
      {words}
    </Button>
  );
}

/** A label by a part of its name, where there are more than a thumb scrolls through. */
export function FindButton({ onFind }: { onFind: () => void }) {
  const { t } = useI18n();
  const hasChoices = useBench((state) => choicesOf(state).length > 1);
  if (!hasChoices) return null;
  return (
    <Button fullWidth mb="xs" leftSection={<IconSearch {...ICON} />} onClick={onFind}>
      {t("workspace.findTitle")}
    </Button>
  );
}
