import {
  IconAlertTriangle,
  IconCheck,
  IconCircleDot,
  IconInfoCircle,
  IconX,
} from "@tabler/icons-react";
import type { ComponentType, ReactNode } from "react";
import classes from "./StatusBadge.module.css";

export type Tone = "good" | "caution" | "problem" | "active" | "quiet" | "plain";

interface IconProps {
  size?: number | string;
  stroke?: number | string;
  "aria-hidden"?: boolean;
}
export type Icon = ComponentType<IconProps>;

const ICONS: Record<Exclude<Tone, "plain">, Icon> = {
  good: IconCheck,
  active: IconCircleDot,
  caution: IconAlertTriangle,
  problem: IconX,
  quiet: IconInfoCircle,
};

interface StatusBadgeProps {
  tone: Tone;
  /** Another icon than the tone's own. */
  icon?: Icon;
  /** The word; colour alone says nothing. */
  children: ReactNode;
}

/** A status as icon and word on a soft ground; `plain` is an outlined word. */
export function StatusBadge({ tone, icon, children }: StatusBadgeProps) {
  const Mark = icon ?? (tone === "plain" ? undefined : ICONS[tone]);
  return (
    <span className={classes.badge} data-tone={tone}>
      {Mark !== undefined && <Mark size={14} stroke={1.8} aria-hidden />}
      {children}
    </span>
  );
}
