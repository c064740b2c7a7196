import { apiKey } from "@/api/query";
import type { paths } from "@/api/schema";

export const ITEMS = "/api/v1/datasets/{dataset_id}/items";
type Query = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
export const PROJECT_ITEMS = "/api/v1/projects/{project_id}/items";
export const PROFILE = "/api/v1/datasets/{dataset_id}/profile";
/** Queries that show which items are used. */
export const STALE_ITEMS = [apiKey(ITEMS), apiKey(PROJECT_ITEMS), apiKey(PROFILE)];
type ProjectQuery = NonNullable<paths[typeof PROJECT_ITEMS]["get"]["parameters"]["query"]>;
export type Suspicion = NonNullable<Query["suspicion"]>;
export type Measure = NonNullable<Query["measure"]>;
export type Sort = NonNullable<Query["sort"]>;
export type Use = NonNullable<Query["use"]>;

export const SUSPICIONS = [
  "duplicate",
  "blurred",
  "dark",
  "bright",
  "clipped",
  "low_contrast",
  "tiny",
  "odd_aspect",
] as const satisfies readonly Suspicion[];
export const SUSPICION_NAMES = {
  duplicate: "items.duplicate",
  blurred: "items.blurred",
  dark: "items.dark",
  bright: "items.bright",
  clipped: "items.clipped",
  low_contrast: "items.lowContrast",
  tiny: "items.tiny",
  odd_aspect: "items.oddAspect",
} as const satisfies Record<Suspicion, string>;
export const REASON_NAMES = { ...SUSPICION_NAMES, other: "items.other" } as const;
export type Reason = keyof typeof REASON_NAMES;
/** Pictures that are no more: nobody chooses these reasons, and nothing brings them back. */
export const GONE_NAMES = { withdrawn: "items.takenBack", deleted: "items.deleted" } as const;

export const isGone = (item: { exclusion_reason: string }) => item.exclusion_reason in GONE_NAMES;

export const MEASURES = [
  "megapixels",
  "elongation",
  "mean",
  "contrast",
  "clipped_share",
  "entropy",
  "sharpness",
] as const satisfies readonly Measure[];
export const MEASURE_NAMES = {
  megapixels: "items.megapixels",
  elongation: "items.elongation",
  mean: "items.mean",
  contrast: "items.contrast",
  clipped_share: "items.clippedShare",
  entropy: "items.entropy",
  sharpness: "items.sharpness",
} as const satisfies Record<Measure, string>;

export const SORTS = [
  "id",
  "-id",
  "name",
  "sharpness",
  "-sharpness",
  "mean",
  "-mean",
  "contrast",
  "clipped_share",
  "-clipped_share",
  "megapixels",
  "-elongation",
] as const satisfies readonly Sort[];
export const SORT_NAMES = {
  id: "items.sortFirst",
  "-id": "items.sortLast",
  name: "items.sortName",
  sharpness: "items.sortBlurred",
  "-sharpness": "items.sortSharp",
  mean: "items.sortDark",
  "-mean": "items.sortBright",
  contrast: "items.sortFlat",
  clipped_share: "items.sortUnclipped",
  "-clipped_share": "items.sortClipped",
  megapixels: "items.sortSmall",
  "-elongation": "items.sortLong",
} as const satisfies Record<(typeof SORTS)[number], string>;

export const COLOURS = ["colour", "grey", "unknown"] as const;
export const COLOUR_NAMES = {
  colour: "items.inColour",
  grey: "items.inGrey",
  unknown: "items.unknown",
} as const satisfies Record<(typeof COLOURS)[number], string>;

export const STATES = ["not_asked", "asked", "disputed", "triage", "resolved"] as const;
export const STATE_NAMES = {
  not_asked: "items.stateNotAsked",
  asked: "items.stateAsked",
  disputed: "items.stateDisputed",
  triage: "items.stateTriage",
  resolved: "items.stateResolved",
} as const satisfies Record<(typeof STATES)[number], string>;

/** Reads one filter out of an address; undefined for what it does not understand. */
type Reader<Value> = (found: unknown) => Value | undefined;

export const oneOf =
  <Known extends string>(known: readonly Known[]): Reader<Known> =>
  (found) =>
    known.find((one) => one === found);
export const count: Reader<number> = (found) =>
  typeof found === "number" && Number.isFinite(found) ? found : undefined;
const isOn: Reader<true> = (found) => (found === true ? true : undefined);
/** Numbers stand unquoted in an address, whatever they meant. */
export const text: Reader<string> = (found) => {
  const written = typeof found === "number" ? String(found) : found;
  return typeof written === "string" && written !== "" ? written : undefined;
};
const share: Reader<number> = (found) => {
  const value = count(typeof found === "string" ? Number(found) : found);
  return value !== undefined && value >= 0 && value <= 1 ? value : undefined;
};

type Filters = Readonly<Record<string, Reader<unknown>>>;
/** What an address can say to these filters. */
export type Found<Known extends Filters> = {
  readonly [Name in keyof Known]?: NonNullable<ReturnType<Known[Name]>>;
};

/** What an address says; what its filters do not understand is left out. */
export function foundIn<Known extends Filters>(
  search: Record<string, unknown>,
  filters: Known,
): Found<Known> {
  const read = Object.entries(filters).map(([name, reader]) => [name, reader(search[name])]);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as Found<Known>;
}

/** What became of items in their project; reviewers alone may ask for it. */
const WORK_FILTERS = { state: oneOf(STATES), label: text, sure_below: share };
const FILTERS = {
  use: oneOf(["used", "excluded"]),
  suspicion: oneOf(SUSPICIONS),
  measure: oneOf(MEASURES),
  sort: oneOf(SORTS),
  at_least: count,
  below: count,
  original_format: text,
  bit_depth: count,
  colour: oneOf(COLOURS),
  width_px: count,
  height_px: count,
  twins_of: count,
  has_twins: isOn,
  name: text,
  key: text,
  value: text,
  ...WORK_FILTERS,
};

/** Which items are shown; it stands in the address, so that other pages can link to a choice. */
export type Finding = Found<typeof FILTERS>;

export function findingOf(search: Record<string, unknown>): Finding {
  return foundIn(search, FILTERS);
}

/** Whether the project has to be asked, which knows what became of items, and not the dataset. */
export function isOfWork(finding: Finding): boolean {
  return Object.keys(WORK_FILTERS).some((name) => name in finding);
}

/** Whether a batch can be made of what is found: what became of an item is said of those in one. */
export function canBeBatch(finding: Finding): boolean {
  const { state, label, sure_below: sureBelow, use } = finding;
  const isNew = state === undefined || state === "not_asked";
  return isNew && label === undefined && sureBelow === undefined && use !== "excluded";
}

/** The finding as a batch has it: which items, in no order. */
export function itemFilterOf(finding: Finding) {
  const { key, value, ...rest } = finding;
  const plain = withoutKeys(rest, ["sort", "state", "label", "sure_below"]);
  return {
    ...plain,
    ...(key === undefined ? {} : { metadata_key: key, metadata_value: value ?? "" }),
  };
}

/** The finding as the API has it. */
export function queryOf(finding: Finding, cursor: string): ProjectQuery {
  const { key, value, has_twins: hasTwins, ...plain } = finding;
  const sort = hasTwins || finding.twins_of !== undefined ? ({ sort: "twins_id" } as const) : {};
  return {
    page_size: 60,
    ...sort,
    ...plain,
    ...(hasTwins ? { has_twins: true } : {}),
    ...(key === undefined ? {} : { metadata_key: key, metadata_value: value ?? "" }),
    ...(cursor === "" ? {} : { cursor }),
  };
}

export function withoutKeys<Whole extends object, Key extends keyof Whole>(
  whole: Whole,
  keys: readonly Key[],
): Omit<Whole, Key> {
  const rest = Object.entries(whole).filter(([key]) => !(keys as readonly string[]).includes(key));
  return Object.fromEntries(rest) as Omit<Whole, Key>;
}
