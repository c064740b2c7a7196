import { Button, Popover, Slider, Stack, Tooltip, UnstyledButton } from "@mantine/core";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useI18n } from "@/panels/shared";
import { useEngine } from "./engine/context";
import classes from "./Rail.module.css";
import styles from "./PictureSettings.module.css";

/** How bright and how contrasty the picture is shown; the picture itself stays as it is. */
export function PictureSettings() {
  const { t } = useI18n();
  return (
    <Popover position="right-end" withinPortal shadow="none" trapFocus>
      <Popover.Target>
        <Tooltip label={t("workspace.pictureTitle")} position="right">
          <UnstyledButton className={classes.button} aria-label={t("workspace.pictureTitle")}>
            <IconAdjustmentsHorizontal size={20} stroke={1.6} aria-hidden />
          </UnstyledButton>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown}>
        <PictureSliders />
      </Popover.Dropdown>
    </Popover>
  );
}

/** The settings themselves; in the sheet on a phone. */
export function PictureSliders() {
  const { t } = useI18n();
  const engine = useEngine();
  const [brightness, setBrightness] = useState(100);
  const [contrast, setContrast] = useState(100);
  useEffect(
    () => engine.adjustPicture(brightness / 100, contrast / 100),
    [engine, brightness, contrast],
  );
  return (
    <Stack gap="md">
      <Part label={t("workspace.pictureBrightness")} value={brightness} onChange={setBrightness} />
      <Part label={t("workspace.pictureContrast")} value={contrast} onChange={setContrast} />
      <Button
        size="xs"
        onClick={() => {
          setBrightness(100);
          setContrast(100);
        }}
      >
        {t("workspace.pictureReset")}
      </Button>
    </Stack>
  );
}

function Part({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number;
  onChange: (value: number) => void;
}) {
  const { share } = useI18n();
  return (
    <div>
      <div className={styles.head}>
        <span>{label}</span>
        <span>{share(value, 100)}</span>
      </div>
      <Slider
        min={40}
        max={220}
        step={5}
        value={value}
        onChange={onChange}
        thumbLabel={label}
        label={null}
      />
    </div>
  );
}
