import classes from "./Seal.module.css";

const OCTAGON = "M7.6 1.2h8.8l6.4 6.4v8.8l-6.4 6.4H7.6l-6.4-6.4V7.6z";

interface SealProps {
  size?: number;
  /** What was checked; without it the seal is decoration beside words that say so. */
  label?: string;
}

/** The octagon that means "checked": releases, passed quizzes. */
export function Seal({ size = 44, label }: SealProps) {
  const named =
    label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <svg className={classes.seal} width={size} height={size} viewBox="0 0 24 24" {...named}>
      <path d={OCTAGON} strokeWidth={1.5} />
      <path d="m7.9 12.4 2.9 2.9 5.4-6" strokeWidth={1.7} />
    </svg>
  );
}

/** The logo: the same octagon, full, with the check between two corners of a selection. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg className={classes.logo} width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <path className={classes.ground} d="M7 0h10l7 7v10l-7 7H7l-7-7V7z" />
      <path d="m8.2 12.1 3 3 6-6.6" />
      <path d="M5.9 9.6V7.8a2 2 0 0 1 2-2h2M18.4 14v1.9a2 2 0 0 1-2 2h-2" />
    </svg>
  );
}
