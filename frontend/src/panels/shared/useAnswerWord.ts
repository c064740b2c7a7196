import { useI18n } from "./I18n";

interface Asked {
  readonly options?: readonly { readonly key: string; readonly name: string }[] | undefined;
}

/**
 * What an answer to a question, or an attribute, is called: options by name, several in a list,
 * numbers with all that was typed. `asked` is undefined where nobody knows the question any more.
 */
export function useAnswerWord(): (asked: Asked | undefined, value: unknown) => string {
  const { t, list, number } = useI18n();
  return function word(asked, value): string {
    if (value === null || value === undefined) return "–";
    if (typeof value === "boolean") return value ? t("shared.yes") : t("shared.no");
    if (typeof value === "number") return inFull(value, number);
    if (Array.isArray(value)) {
      return value.length === 0
        ? t("shared.noneOfThem")
        : list(value.map((one) => word(asked, one)));
    }
    return asked?.options?.find(({ key }) => key === value)?.name ?? String(value);
  };
}

/** More of them some browsers refuse to write. */
const MOST_DECIMALS = 20;

/** Digits that a mean of two typed numbers has without what binary fractions add to it. */
const TRUE_DIGITS = 15;

/** Two decimals would make 0.004 a 0. */
function inFull(value: number, number: (value: number, decimals: number) => string): string {
  // A code on a package has 13 digits, and whole numbers are kept whole.
  const meant = Number.isInteger(value) ? value : Number(value.toPrecision(TRUE_DIGITS));
  const decimals = decimalsOf(meant);
  return decimals > MOST_DECIMALS ? String(meant) : number(meant, decimals);
}

/** As many as were typed: also of 1e-7, as a browser writes 0.0000001. */
function decimalsOf(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  return Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(exponent));
}
