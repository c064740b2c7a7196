import type { ReactNode } from "react";
import { BarList } from "@/panels/shared";
import classes from "./Consensus.module.css";
import side from "./Side.module.css";

interface PosteriorProps {
  /** A sentence that says what is shown. */
  title: string;
  posterior: Readonly<Record<string, number>>;
  nameOf: (key: string) => string;
  markOf?: (key: string) => ReactNode;
}

/** The least that is worth a row beside the winner. */
const SHOWN_FROM = 0.005;

/** How probable each class is, the most probable first. */
export function Posterior({ title, posterior, nameOf, markOf }: PosteriorProps) {
  const ranked = Object.entries(posterior).sort(([, a], [, b]) => b - a);
  const shown = ranked.filter(([, value], index) => index === 0 || value >= SHOWN_FROM);
  return (
    <div className={classes.posterior}>
      <h3 className={side.heading}>{title}</h3>
      <BarList
        title={title}
        full={1}
        rows={shown.map(([key, value], index) => ({
          key,
          name: (
            <>
              {markOf?.(key)} {nameOf(key)}
            </>
          ),
          value,
          isStrong: index === 0,
        }))}
      />
    </div>
  );
}
