/**
 * Every colour of the interface, once per colour scheme.
 *
 * They reach the page as CSS variables (`text2` becomes `--gm-text-2`); no other file but
 * `render/palette.ts` holds a colour. `contrast.test.ts` measures the pairs.
 */
export interface Tokens {
  readonly page: string;
  readonly surface: string;
  readonly sunken: string;
  readonly stage: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly line: string;
  readonly edge: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly onAccent: string;
  readonly soft: string;
  readonly row: string;
  readonly cautionText: string;
  readonly cautionSoft: string;
  readonly cautionMark: string;
  readonly problemText: string;
  readonly problemSoft: string;
  readonly problemMark: string;
  readonly chart1: string;
  readonly chart2: string;
  readonly chart3: string;
  readonly chart4: string;
  readonly series2: string;
  readonly series3: string;
  readonly series4: string;
}

export const LIGHT: Tokens = {
  page: "#F4F6F5",
  surface: "#FFFFFF",
  sunken: "#E9EDEB",
  stage: "#D4D5D5",
  text: "#15201D",
  text2: "#465350",
  text3: "#5D6966",
  line: "#D9DFDD",
  edge: "#7A8783",
  accent: "#0B6E66",
  accentHover: "#085A53",
  onAccent: "#FFFFFF",
  soft: "#DDEFEC",
  row: "#EBF5F3",
  cautionText: "#855000",
  cautionSoft: "#FBEED5",
  cautionMark: "#B87A14",
  problemText: "#AE2A1F",
  problemSoft: "#FBE7E4",
  problemMark: "#D6453A",
  chart1: "#CBE5E1",
  chart2: "#8FC9C1",
  chart3: "#3B8F85",
  chart4: "#0B6E66",
  series2: "#4A5F8F",
  series3: "#9A6A12",
  series4: "#8A4478",
};

export const DARK: Tokens = {
  page: "#0E1312",
  surface: "#161D1B",
  sunken: "#0A0E0D",
  stage: "#0B0B0B",
  text: "#E8EEEC",
  text2: "#B4C0BC",
  text3: "#93A09C",
  line: "#2B3533",
  edge: "#74827E",
  accent: "#52C7B8",
  accentHover: "#74D8CA",
  onAccent: "#06211D",
  soft: "#12352F",
  row: "#14251F",
  cautionText: "#EFB857",
  cautionSoft: "#33270F",
  cautionMark: "#D9A03C",
  problemText: "#FF9082",
  problemSoft: "#3B1A17",
  problemMark: "#E86557",
  chart1: "#173B36",
  chart2: "#23635A",
  chart3: "#379185",
  chart4: "#52C7B8",
  series2: "#93A9E0",
  series3: "#DDA94A",
  series4: "#D992C4",
};

type Ten = [string, string, string, string, string, string, string, string, string, string];

/** Mantine's primary colour, pale to deep; 7 is the light accent, 3 the dark one. */
export const VERDIGRIS: Ten = [
  LIGHT.row,
  LIGHT.soft,
  LIGHT.chart2,
  DARK.accent,
  "#3FA598",
  DARK.chart3,
  "#1F7F75",
  LIGHT.accent,
  LIGHT.accentHover,
  DARK.soft,
];

/** Mantine's gray in the light scheme. */
export const STONE: Ten = [
  LIGHT.page,
  LIGHT.sunken,
  LIGHT.line,
  LIGHT.line,
  LIGHT.edge,
  LIGHT.edge,
  LIGHT.text3,
  LIGHT.text2,
  DARK.line,
  LIGHT.text,
];

/** Mantine's dark colour: its components take text, lines and surfaces of the dark scheme from it. */
export const NIGHT: Ten = [
  DARK.text,
  DARK.text2,
  DARK.text3,
  DARK.edge,
  DARK.line,
  DARK.line,
  DARK.surface,
  DARK.page,
  DARK.sunken,
  DARK.stage,
];

/** The CSS variables of one scheme: `text2` becomes `--gm-text-2`, `onAccent` `--gm-on-accent`. */
export function tokenVariables(tokens: Tokens): Record<string, string> {
  const entries = Object.entries(tokens).map(([name, colour]) => [variableName(name), colour]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function variableName(name: string): string {
  const dashed = name.replace(/([A-Z])/g, "-$1").replace(/(\d)/g, "-$1");
  return `--gm-${dashed.toLowerCase()}`;
}
