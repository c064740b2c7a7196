import { useEffect, useState } from "react";

/** Seconds this task was in sight, over all visits; time in a hidden tab does not count. */
export class Stopwatch {
  private counted: number;
  private since: number | null = null;
  private readonly clock: () => number;

  constructor(alreadySpent: number, clock: () => number = () => performance.now()) {
    this.counted = alreadySpent;
    this.clock = clock;
  }

  get seconds(): number {
    const running = this.since === null ? 0 : (this.clock() - this.since) / 1000;
    return Math.round((this.counted + running) * 10) / 10;
  }

  run(): void {
    this.since ??= this.clock();
  }

  rest(): void {
    this.counted = this.seconds;
    this.since = null;
  }
}

export function useStopwatch(alreadySpent: number): Stopwatch {
  const [watch] = useState(() => new Stopwatch(alreadySpent));
  useEffect(() => {
    const follow = () => (document.hidden ? watch.rest() : watch.run());
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      watch.rest();
    };
  }, [watch]);
  return watch;
}
