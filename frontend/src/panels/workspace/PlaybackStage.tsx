import { ActionIcon, SegmentedControl, Slider } from "@mantine/core";
import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
} from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { documentAt, type Course } from "@/model/course";
import type { AnnotationDocument } from "@/model/document";
import type { LabelSchema } from "@/model/schema";
import { Tip, useI18n } from "@/panels/shared";
import { EngineProvider } from "./engine/context";
import type { StageAids, StageEngine, StagePicture } from "./engine/stage-engine";
import { LookingBars, useLookingEngine } from "./looking";
import classes from "./PlaybackStage.module.css";
import { StageArea } from "./StageArea";
import { StageKeys } from "./StageKeys";

const ICON = { size: 20, stroke: 1.6, "aria-hidden": true } as const;
const SPEEDS = [1, 4, 16] as const;
const TICK_MS = 100;

interface PlaybackStageProps {
  picture: StagePicture;
  schema: LabelSchema;
  /** Once they are known; null before; left out where there are none. */
  aids?: StageAids | null;
  document: AnnotationDocument;
  course: Course;
  /** Time on the task. */
  seconds: number;
}

/** An answer shape by shape, as it came about; to look at only. */
export function PlaybackStage(props: PlaybackStageProps) {
  const { document, course, seconds } = props;
  const { t } = useI18n();
  const total = Math.max(Math.round(seconds * 1000), course.at(-1)?.at_ms ?? 0, 1);
  const player = usePlayer(total);
  const passed = course.filter(({ at_ms: at }) => at <= player.ms).length;
  const engine = useShown(props, passed);
  return (
    <EngineProvider value={engine}>
      <div className={classes.playback}>
        <StageArea label={t("workspace.stage", { name: props.picture.alt })} isPhone={false}>
          <LookingBars />
        </StageArea>
        <Controls
          player={player}
          course={course}
          passed={passed}
          count={document.shapes.length}
          total={total}
        />
      </div>
      <StageKeys />
    </EngineProvider>
  );
}

interface ControlsProps {
  player: Player;
  course: Course;
  /** How many moments lie behind. */
  passed: number;
  /** Of shapes in the end: those without a moment were there from the start. */
  count: number;
  total: number;
}

function Controls({ player, course, passed, count, total }: ControlsProps) {
  const { t, clock } = useI18n();
  const times = { now: clock(player.ms / 1000), all: clock(total / 1000) };
  // Shapes that came together, such as those of a paste, have one moment.
  const back = course.findLast((one) => one.at_ms < player.ms)?.at_ms ?? 0;
  const next = course[passed]?.at_ms ?? total;
  const shown = count - course.length + passed;
  return (
    <div className={classes.controls} role="group" aria-label={t("workspace.playback")}>
      <Button
        label={t("workspace.playbackBack")}
        icon={<IconPlayerSkipBack {...ICON} />}
        onClick={() => player.goTo(back)}
      />
      <Button
        label={player.isPlaying ? t("workspace.playbackPause") : t("workspace.playbackPlay")}
        icon={player.isPlaying ? <IconPlayerPause {...ICON} /> : <IconPlayerPlay {...ICON} />}
        onClick={player.toggle}
      />
      <Button
        label={t("workspace.playbackNext")}
        icon={<IconPlayerSkipForward {...ICON} />}
        onClick={() => player.goTo(next)}
      />
      <Slider
        className={classes.slider}
        min={0}
        max={total}
        step={100}
        value={player.ms}
        onChange={player.goTo}
        marks={course.map(({ at_ms: value }) => ({ value }))}
        thumbLabel={t("workspace.playbackTime")}
        label={null}
      />
      <bdi className={classes.time}>{t("workspace.playbackOf", times)}</bdi>
      <span className={classes.count} role="status">
        {t("workspace.playbackShapes", { n: shown, of: count })}
      </span>
      <SegmentedControl
        size="xs"
        aria-label={t("workspace.playbackSpeed")}
        value={String(player.speed)}
        onChange={(speed) => player.setSpeed(Number(speed))}
        data={SPEEDS.map((speed) => ({
          value: String(speed),
          label: t("workspace.playbackTimes", { n: speed }),
        }))}
      />
    </div>
  );
}

interface ButtonProps {
  label: string;
  icon: React.ReactNode;
  onClick: () => void;
}

function Button({ label, icon, onClick }: ButtonProps) {
  return (
    <Tip label={label}>
      <ActionIcon size={40} aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tip>
  );
}

/** The engine with as much of the answer as has come; the last shape to come is chosen. */
function useShown(
  { picture, schema, aids, document, course }: Omit<PlaybackStageProps, "seconds">,
  passed: number,
): StageEngine {
  const engine = useLookingEngine({ picture, schema, document, aids });
  useEffect(() => {
    const last = course[passed - 1];
    engine.bench.load(documentAt(document, course, last?.at_ms ?? -1));
    engine.bench.run({ type: "choose", shapeId: last?.shape_id ?? null });
  }, [engine, document, course, passed]);
  return engine;
}

interface Player {
  readonly ms: number;
  readonly isPlaying: boolean;
  readonly speed: number;
  readonly goTo: (ms: number) => void;
  readonly toggle: () => void;
  readonly setSpeed: (speed: number) => void;
}

function usePlayer(total: number): Player {
  const [ms, setMs] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<number>(SPEEDS[1]);
  const isRunning = isPlaying && ms < total;
  useEffect(() => {
    if (!isRunning) return undefined;
    const tick = () => setMs((now) => Math.min(now + TICK_MS * speed, total));
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [isRunning, speed, total]);
  const goTo = (to: number) => {
    setPlaying(false);
    setMs(to);
  };
  /** At the end it begins anew. */
  const toggle = () => {
    if (!isRunning && ms >= total) setMs(0);
    setPlaying(!isRunning);
  };
  return { ms, isPlaying: isRunning, speed, goTo, toggle, setSpeed };
}
