import { HALO, HALO_OPACITY, LABEL_COLOURS, TAG_TEXT } from "@/render/palette";
import classes from "./LandingPage.module.css";

interface Outline {
  place: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The same cup as three people drew it, and what the three say together. */
const DRAWN: readonly Outline[] = [
  { place: 0, x: 84, y: 48, width: 218, height: 176 },
  { place: 2, x: 106, y: 62, width: 226, height: 150 },
  { place: 5, x: 92, y: 36, width: 252, height: 164 },
];

/** A picture of the idea: several answers become one label. Decoration beside words that say it. */
export function Scene() {
  return (
    <svg className={classes.scene} viewBox="0 0 420 280" aria-hidden>
      <rect className={classes.stage} width="420" height="280" rx="10" />
      <ellipse className={classes.saucer} cx="196" cy="214" rx="150" ry="34" />
      <path className={classes.cup} d="M104 70h182c0 84-26 136-91 136S104 154 104 70z" />
      <path className={classes.handle} d="M284 92c34-6 54 14 46 42s-40 40-66 34" />
      <ellipse className={classes.drink} cx="195" cy="72" rx="88" ry="15" />
      {DRAWN.map((outline) => (
        <Box key={outline.place} {...outline} />
      ))}
      <rect className={classes.result} x="98" y="52" width="240" height="160" />
    </svg>
  );
}

function Box({ place, ...box }: Outline) {
  const colour = LABEL_COLOURS[place]?.hex ?? TAG_TEXT;
  return (
    <g fill="none">
      <rect {...box} stroke={HALO} strokeOpacity={HALO_OPACITY} strokeWidth={4.8} />
      <rect {...box} stroke={colour} strokeWidth={2.6} />
    </g>
  );
}
