import { Button, Slider, Switch } from "@mantine/core";
import { useState } from "react";
import {
  isSameWindow,
  LAST_LEVEL,
  middleOf,
  presetsOf,
  widthOf,
  windowAt,
  windowOf,
  type LevelFacts,
  type LevelWindow,
  type PictureLevels,
  type WindowPreset,
} from "@/model/levels/window";
import { useI18n } from "@/panels/shared";
import { useBench, useEngine, useRun } from "./engine/context";
import styles from "./PictureSettings.module.css";

const PRESETS = {
  usual: "workspace.windowUsual",
  whole: "workspace.windowWhole",
  dark: "workspace.windowDark",
  bright: "workspace.windowBright",
} as const satisfies Record<WindowPreset, string>;

/** Which levels of a grey picture are shown: by sliders, by names, kept or not. */
export function WindowSliders({ levels }: { levels: PictureLevels }) {
  const { t, number } = useI18n();
  const run = useRun();
  const chosen = useBench((state) => windowOf(state.look, levels));
  const window = chosen ?? levels.usual;
  const set = (next: LevelWindow | null) => run({ type: "set_look", look: { window: next } });
  const { lowest, highest } = levels.facts ?? { lowest: 0, highest: LAST_LEVEL };
  const widest = Math.max(highest - lowest, 1);
  return (
    <section className={styles.window} aria-label={t("workspace.window")}>
      <div className={styles.head}>
        <span>{t("workspace.window")}</span>
        <span>
          {t("workspace.windowOf", { low: number(window.low), high: number(window.high) })}
        </span>
      </div>
      {levels.facts !== null && <Histogram facts={levels.facts} window={window} />}
      <LevelSlider
        label={t("workspace.windowLevel")}
        value={Math.round(middleOf(window))}
        from={lowest}
        to={Math.max(highest, lowest + 1)}
        onChange={(middle) => set(windowAt(middle, widthOf(window)))}
      />
      <LevelSlider
        label={t("workspace.windowWidth")}
        value={widthOf(window)}
        from={1}
        to={widest + 1}
        onChange={(width) => set(windowAt(middleOf(window), width))}
      />
      <div className={styles.presets}>
        {presetsOf(levels).map(([name, preset]) => (
          <Button
            key={name}
            size="compact-xs"
            aria-pressed={isSameWindow(preset, window)}
            variant={isSameWindow(preset, window) ? "filled" : "default"}
            onClick={() => set(name === "usual" ? null : preset)}
          >
            {t(PRESETS[name])}
          </Button>
        ))}
      </div>
      <KeptSwitch />
      <Waiting levels={levels} />
    </section>
  );
}

function KeptSwitch() {
  const { t } = useI18n();
  const run = useRun();
  const isOn = useBench((state) => state.look.isWindowKept);
  return (
    <Switch
      size="xs"
      label={t("workspace.windowKept")}
      checked={isOn}
      onChange={() => run({ type: "toggle_look", part: "isWindowKept" })}
    />
  );
}

function Waiting({ levels: { facts, hasFailed } }: { levels: PictureLevels }) {
  const { t } = useI18n();
  const engine = useEngine();
  const [isTriedAgain, tryAgain] = useState(false);
  if (facts !== null) return null;
  return (
    <>
      <p className={styles.words} role="status">
        {t(hasFailed ? "workspace.windowFailed" : "workspace.windowLoading")}
      </p>
      {/* It stays while they are on their way: a button that went would take the focus with it. */}
      {(hasFailed || isTriedAgain) && (
        <Button
          size="compact-xs"
          variant="default"
          data-disabled={!hasFailed || undefined}
          aria-disabled={!hasFailed}
          onClick={() => {
            tryAgain(true);
            engine.prepareLevels();
          }}
        >
          {t("workspace.windowAgain")}
        </Button>
      )}
    </>
  );
}

/** How many pixels have which level, in bars by the root of their number, and what is shown. */
function Histogram({ facts, window }: { facts: LevelFacts; window: LevelWindow }) {
  const { bins, lowest, highest } = facts;
  const most = Math.max(...bins);
  const place = (level: number) => {
    const share = (level - lowest) / Math.max(highest - lowest, 1);
    return bins.length * Math.min(Math.max(share, 0), 1);
  };
  const [from, to] = [place(window.low), place(window.high)];
  return (
    <svg
      className={styles.histogram}
      viewBox={`0 0 ${bins.length} 20`}
      preserveAspectRatio="none"
      aria-hidden
    >
      <rect className={styles.shown} x={from} width={Math.max(to - from, 0.4)} y={0} height={20} />
      {bins.map((count, at) => {
        const height = 20 * Math.sqrt(count / most);
        return <rect key={at} x={at} y={20 - height} width={0.8} height={height} />;
      })}
    </svg>
  );
}

interface LevelSliderProps {
  label: string;
  value: number;
  from: number;
  to: number;
  onChange: (value: number) => void;
}

function LevelSlider({ label, value, from, to, onChange }: LevelSliderProps) {
  const { number } = useI18n();
  return (
    <div>
      <div className={styles.head}>
        <span>{label}</span>
        <span>{number(value)}</span>
      </div>
      <Slider
        min={from}
        max={to}
        step={Math.max(1, Math.round((to - from) / 500))}
        value={Math.min(Math.max(value, from), to)}
        onChange={onChange}
        thumbLabel={label}
        label={null}
      />
    </div>
  );
}
