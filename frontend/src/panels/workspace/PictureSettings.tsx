import {
  Button,
  Group,
  Popover,
  Slider,
  Stack,
  Switch,
  Tooltip,
  UnstyledButton,
} from "@mantine/core";
import { IconAdjustmentsHorizontal, IconRotate, IconRotateClockwise } from "@tabler/icons-react";
import { useState } from "react";
import { asksForMasks, asksForShapes } from "@/model/schema";
import { useI18n } from "@/panels/shared";
import { FILL_OPACITY } from "@/render/palette";
import { PLAIN_LOOK, type PictureLook } from "@/tools/picture-look";
import { useBench, useRun } from "./engine/context";
import { Colouring } from "./masks/MaskPanel";
import classes from "./Rail.module.css";
import { WindowSettings } from "./WindowSettings";
import styles from "./PictureSettings.module.css";

const SMALL = { size: 16, stroke: 1.6, "aria-hidden": true } as const;

interface PictureSettingsProps {
  /** Without what is said of shapes, where their colours mean something else, or there are none. */
  isPictureAlone?: boolean;
}

/** Tone and colours of the picture and the fill of shapes; the picture itself stays as it is. */
export function PictureSettings({ isPictureAlone = false }: PictureSettingsProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      position={isPictureAlone ? "top-start" : "right-end"}
      width={280}
      opened={isOpen}
      onChange={setOpen}
      withinPortal
      shadow="none"
      trapFocus
    >
      <Popover.Target>
        <Tooltip label={t("workspace.pictureTitle")} position="right" disabled={isOpen}>
          <UnstyledButton
            className={classes.button}
            aria-label={t("workspace.pictureTitle")}
            onClick={() => setOpen(!isOpen)}
          >
            <IconAdjustmentsHorizontal size={20} stroke={1.6} aria-hidden />
          </UnstyledButton>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={isPictureAlone ? styles.low : styles.dropdown}>
        <PictureSliders isPictureAlone={isPictureAlone} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** The settings themselves; in the sheet on a phone. */
export function PictureSliders({ isPictureAlone = false }: PictureSettingsProps) {
  const { t } = useI18n();
  const run = useRun();
  const look = useBench((state) => state.look);
  const hasShapes = useBench((state) => asksForShapes(state.schema)) && !isPictureAlone;
  const hasMasks = useBench((state) => asksForMasks(state.schema));
  const set = (part: Partial<PictureLook>) => run({ type: "set_look", look: part });
  return (
    <Stack gap="md">
      <WindowSettings />
      <Part
        label={t("workspace.pictureBrightness")}
        value={look.brightness}
        onChange={(brightness) => set({ brightness })}
      />
      <Part
        label={t("workspace.pictureContrast")}
        value={look.contrast}
        onChange={(contrast) => set({ contrast })}
      />
      <Part
        label={t("workspace.pictureGamma")}
        value={look.gamma}
        onChange={(gamma) => set({ gamma })}
      />
      <Part
        label={t("workspace.pictureSaturation")}
        value={look.saturation}
        from={0}
        onChange={(saturation) => set({ saturation })}
      />
      <Switch
        label={t("workspace.pictureInvert")}
        checked={look.isInverted}
        onChange={(event) => set({ isInverted: event.currentTarget.checked })}
      />
      {hasShapes && (
        <Part
          label={t("workspace.pictureFill")}
          value={look.fill ?? FILL_OPACITY}
          from={0}
          to={0.6}
          step={0.04}
          onChange={(fill) => set({ fill })}
        />
      )}
      {hasShapes && !hasMasks && <Colouring />}
      <Toggle part="hasGrid" label={t("workspace.grid")} />
      <Toggle part="hasMap" label={t("workspace.map")} />
      <Group gap="xs" grow>
        <Button
          size="xs"
          leftSection={<IconRotate {...SMALL} />}
          onClick={() => run({ type: "turn_view", by: -1 })}
        >
          {t("workspace.turnLeft")}
        </Button>
        <Button
          size="xs"
          leftSection={<IconRotateClockwise {...SMALL} />}
          onClick={() => run({ type: "turn_view", by: 1 })}
        >
          {t("workspace.turnRight")}
        </Button>
      </Group>
      <Button size="xs" onClick={() => set(PLAIN_LOOK)}>
        {t("workspace.pictureReset")}
      </Button>
    </Stack>
  );
}

function Toggle({ part, label }: { part: "hasGrid" | "hasMap"; label: string }) {
  const run = useRun();
  const isOn = useBench((state) => state.look[part]);
  return (
    <Switch label={label} checked={isOn} onChange={() => run({ type: "toggle_look", part })} />
  );
}

interface PartProps {
  label: string;
  /** A share, 1 for all. */
  value: number;
  from?: number;
  to?: number;
  step?: number;
  onChange: (value: number) => void;
}

function Part({ label, value, from = 0.4, to = 2.2, step = 0.05, onChange }: PartProps) {
  const { share } = useI18n();
  return (
    <div>
      <div className={styles.head}>
        <span>{label}</span>
        <span>{share(Math.round(value * 100), 100)}</span>
      </div>
      <Slider
        min={from}
        max={to}
        step={step}
        value={value}
        onChange={onChange}
        thumbLabel={label}
        label={null}
      />
    </div>
  );
}
