import type { Translate } from "./translate";

/** Numbers, money and times in the reader's form, always with their doubt where there is one. */
export interface Formats {
  /** 6000 -> "6,000"; at most 2 decimals. */
  number(value: number, decimals?: number): string;
  /** Minor units and a currency: (14, "EUR") -> "€0.14". */
  money(amountMinor: number, currency: string): string;
  /** In what minor units of a currency are counted: "cents"; of JPY itself, of KWD thousandths. */
  minorUnit(currency: string): string;
  /** Part of a whole: "4 of 8" when the whole is under 30, else "40 %". */
  share(part: number, whole: number): string;
  /** 0.405 -> "40.5 %"; decimals as of a number. */
  percent(share: number, decimals?: number): string;
  /** "likely 0.79 to 0.91, from 157 checks". */
  interval(lower: number, upper: number, checks: number): string;
  /** Only the bounds: "0.79 to 0.91". */
  bounds(lower: number, upper: number): string;
  /** 48 -> "48 s", 360 -> "6 min", 50400 -> "14 h", 259200 -> "3 days". */
  duration(seconds: number): string;
  /** 1452 -> "24:12", for a countdown. */
  clock(seconds: number): string;
  /** "22 Nov", with the year when it is not this one. */
  day(iso: string): string;
  /** "18 Nov 2026, 14:20", local. */
  moment(iso: string): string;
  /** "5 minutes ago", "in 14 hours". */
  relative(iso: string, now: Date): string;
  /** 41000000 -> "41 MB". */
  bytes(count: number): string;
  /** ["a", "b", "c"] -> "a, b and c". */
  list(words: readonly string[]): string;
}

/** Below this many, a percentage says more than is known. */
export const ENOUGH_FOR_PERCENT = 30;

export function createFormats(locale: string, t: Translate): Formats {
  const number = (value: number, decimals?: number) => {
    const digits = decimals === undefined ? {} : { minimumFractionDigits: decimals };
    const most = { maximumFractionDigits: decimals ?? 2 };
    // What rounds to nothing would keep its sign: "-0.00".
    const shown = Math.abs(value) < 0.5 / 10 ** most.maximumFractionDigits ? 0 : value;
    return new Intl.NumberFormat(locale, { ...digits, ...most }).format(shown);
  };
  const bounds = (lower: number, upper: number) =>
    t("format.bounds", { lower: number(lower, 2), upper: number(upper, 2) });
  const percent = (share: number, decimals?: number) =>
    t("format.percent", { value: number(100 * share, decimals) });
  return {
    number,
    bounds,
    percent,
    money: (amountMinor, currency) => money(locale, amountMinor, currency),
    minorUnit: (currency) => minorUnit(currency, t),
    share(part, whole) {
      if (whole < ENOUGH_FOR_PERCENT) {
        return t("format.of", { part: number(part), whole: number(whole) });
      }
      return percent(Math.round((100 * part) / whole) / 100);
    },
    interval: (lower, upper, checks) =>
      t("format.interval", { bounds: bounds(lower, upper), n: checks }),
    duration: (seconds) => duration(seconds, t),
    clock,
    day: (iso) => day(locale, iso),
    moment: (iso) =>
      new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(
        new Date(iso),
      ),
    relative: (iso, now) => relative(locale, iso, now),
    bytes: (count) => bytes(count, number, t),
    list: (words) => new Intl.ListFormat(locale, { type: "conjunction" }).format(words),
  };
}

/** As the service counts (ISO 4217): browsers give Hungarian forints and others none. */
const DECIMALS: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

/** Digits after the point of a currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: string): number {
  const found = Object.entries(DECIMALS).find(([, listed]) => listed.split(" ").includes(currency));
  return found === undefined ? 2 : Number(found[0]);
}

const MINOR_UNITS: Readonly<Record<number, string>> = {
  2: "format.cents",
  3: "format.thousandths",
  4: "format.tenThousandths",
};

function minorUnit(currency: string, t: Translate): string {
  const key = MINOR_UNITS[decimalsOf(currency)];
  return key === undefined ? currency : t(key, { currency });
}

function money(locale: string, amountMinor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return format.format(amountMinor / 10 ** decimals);
}

const UNITS: readonly [seconds: number, key: string][] = [
  [86_400, "format.days"],
  [3_600, "format.hours"],
  [60, "format.minutes"],
];

function duration(seconds: number, t: Translate): string {
  const unit = UNITS.find(([size]) => seconds >= size * 2 || (seconds >= size && size < 86_400));
  if (unit === undefined) return t("format.seconds", { n: Math.round(seconds) });
  return t(unit[1], { n: Math.round(seconds / unit[0]) });
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60);
  return `${minutes}:${String(whole % 60).padStart(2, "0")}`;
}

function day(locale: string, iso: string): string {
  const date = new Date(iso);
  // eslint-disable-next-line no-restricted-syntax -- a wrong year shows one year too many
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  const year = isThisYear ? {} : { year: "numeric" as const };
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", ...year }).format(date);
}

const RELATIVE: readonly [seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [31_536_000, "year"],
  [2_592_000, "month"],
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
  [1, "second"],
];

function relative(locale: string, iso: string, now: Date): string {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
  const found = RELATIVE.find(([size]) => Math.abs(seconds) >= size) ?? ([1, "second"] as const);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  return format.format(Math.round(seconds / found[0]), found[1]);
}

const SIZES: readonly [bytes: number, key: string][] = [
  [1e9, "format.gigabytes"],
  [1e6, "format.megabytes"],
  [1e3, "format.kilobytes"],
];

function bytes(count: number, number: Formats["number"], t: Translate): string {
  const size = SIZES.find(([least]) => count >= least);
  if (size === undefined) return t("format.bytes", { n: count });
  const value = count / size[0];
  return t(size[1], { value: number(value, value < 10 && size[0] === 1e9 ? 1 : 0) });
}
