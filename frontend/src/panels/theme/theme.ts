import { type CSSVariablesResolver, createTheme } from "@mantine/core";
import { DARK, LIGHT, NIGHT, STONE, VERDIGRIS, type Tokens, tokenVariables } from "./tokens";

const SANS = '"Inter Variable", system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const MONO = '"JetBrains Mono Variable", ui-monospace, Menlo, Consolas, monospace';

/** The look in Mantine's words; colours come from `tokens.ts`, shapes from `controls.css`. */
export const theme = createTheme({
  colors: { verdigris: VERDIGRIS, stone: STONE, gray: STONE, dark: NIGHT },
  primaryColor: "verdigris",
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  white: LIGHT.surface,
  black: LIGHT.text,
  defaultRadius: 6,
  radius: { xs: "4px", sm: "6px", md: "10px", lg: "14px", xl: "18px" },
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  fontSizes: { xs: "11px", sm: "12px", md: "13px", lg: "14px", xl: "16px" },
  lineHeights: { xs: "1.273", sm: "1.334", md: "1.385", lg: "1.429", xl: "1.375" },
  fontWeights: { regular: "400", medium: "550", bold: "600" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "20px" },
  headings: {
    fontFamily: SANS,
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "24px", lineHeight: "1.25" },
      h2: { fontSize: "16px", lineHeight: "1.375" },
      h3: { fontSize: "13px", lineHeight: "1.385" },
    },
  },
  breakpoints: { xs: "24em", sm: "40em", md: "56.25em", lg: "64em", xl: "86.5em" },
  respectReducedMotion: true,
  cursorType: "pointer",
  focusRing: "auto",
  components: {
    Anchor: { defaultProps: { underline: "hover" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "stone", size: 36 } },
    Badge: { defaultProps: { variant: "default", size: "lg" } },
    // Outlined is the rule: a page has one filled button, and it says so itself.
    Button: { defaultProps: { variant: "default" } },
    Checkbox: { defaultProps: { size: "sm" } },
    Drawer: { defaultProps: { padding: 16, overlayProps: { backgroundOpacity: 0.4 } } },
    // Optional fields say so in words; what is needed carries no star.
    InputWrapper: { defaultProps: { withAsterisk: false } },
    Menu: {
      defaultProps: {
        shadow: "md",
        position: "bottom-end",
        withinPortal: true,
        // Its empty menu item fails axe (aria-required-children).
        withInitialFocusPlaceholder: false,
      },
    },
    Modal: { defaultProps: { padding: 20, centered: true, radius: 10 } },
    Popover: { defaultProps: { shadow: "md" } },
    SegmentedControl: { defaultProps: { size: "sm", radius: 6, withItemsBorders: false } },
    Skeleton: { defaultProps: { radius: 4 } },
    Table: { defaultProps: { verticalSpacing: 0, horizontalSpacing: 8 } },
    Text: { defaultProps: { size: "lg" } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false } },
  },
});

/** Our tokens, and Mantine's own semantic colours set to them. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: { "--mantine-line-height": "1.429" },
  light: {
    ...tokenVariables(LIGHT),
    ...overrides(LIGHT),
    "--gm-skeleton": LIGHT.sunken,
    "--gm-shadow": shadow("8%", "12%"),
  },
  dark: {
    ...tokenVariables(DARK),
    ...overrides(DARK),
    "--gm-skeleton": DARK.line,
    "--gm-shadow": `0 0 0 1px var(--gm-line), ${shadow("40%", "48%")}`,
  },
});

function shadow(near: string, far: string): string {
  return `0 2px 6px rgb(0 0 0 / ${near}), 0 10px 28px rgb(0 0 0 / ${far})`;
}

/** Mantine's dimmed, placeholder, light and disabled colours fall below 4.5 to 1; ours do not. */
function overrides(tokens: Tokens): Record<string, string> {
  return {
    "--mantine-color-body": tokens.page,
    "--mantine-color-text": tokens.text,
    "--mantine-color-bright": tokens.text,
    "--mantine-color-dimmed": tokens.text3,
    "--mantine-color-placeholder": tokens.text3,
    "--mantine-color-anchor": tokens.accent,
    "--mantine-color-error": tokens.problemText,
    "--mantine-color-success": tokens.accent,
    "--mantine-color-disabled": tokens.sunken,
    "--mantine-color-disabled-color": tokens.text3,
    "--mantine-color-disabled-border": tokens.line,
    "--mantine-color-default": tokens.surface,
    "--mantine-color-default-hover": tokens.sunken,
    "--mantine-color-default-color": tokens.text,
    "--mantine-color-default-border": tokens.edge,
    "--mantine-primary-color-contrast": tokens.onAccent,
    "--mantine-primary-color-filled": tokens.accent,
    "--mantine-primary-color-filled-hover": tokens.accentHover,
    "--mantine-color-verdigris-text": tokens.accent,
    "--mantine-color-verdigris-filled": tokens.accent,
    "--mantine-color-verdigris-filled-hover": tokens.accentHover,
    "--mantine-color-verdigris-light": tokens.soft,
    "--mantine-color-verdigris-light-hover": tokens.soft,
    "--mantine-color-verdigris-light-color": tokens.accent,
    "--mantine-color-verdigris-outline": tokens.accent,
    "--mantine-color-stone-text": tokens.text2,
    "--mantine-color-stone-light": tokens.sunken,
    "--mantine-color-stone-light-hover": tokens.line,
    "--mantine-color-stone-light-color": tokens.text2,
    "--mantine-color-stone-outline": tokens.edge,
  };
}
