import { IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useI18n } from "./I18n";
import classes from "./Steps.module.css";

export interface Step {
  readonly key: string;
  readonly name: ReactNode;
  readonly state: "done" | "current" | "ahead" | "blocked";
  readonly detail?: ReactNode;
}

const STATES = {
  done: "shared.stepDone",
  current: "shared.stepCurrent",
  ahead: "shared.stepAhead",
  blocked: "shared.stepBlocked",
} as const;

/** The way to something, step by step: what is done, where the person is, what is ahead. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const { t } = useI18n();
  return (
    <ol className={classes.steps}>
      {steps.map((step, index) => (
        <li
          key={step.key}
          className={classes.step}
          data-state={step.state}
          aria-current={step.state === "current" ? "step" : undefined}
        >
          <span className={classes.mark} aria-hidden>
            {step.state === "done" ? <IconCheck size={14} stroke={2} /> : index + 1}
          </span>
          <span className={classes.words}>
            <span className={classes.name}>{step.name}</span>
            <span className={classes.hidden}> ({t(STATES[step.state])})</span>{" "}
            {step.detail !== undefined && <span className={classes.detail}>{step.detail}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
