import type { paths } from "@/api/schema";

export const ITEMS = "/api/v1/datasets/{dataset_id}/items";
type Query = NonNullable<paths[typeof ITEMS]["get"]["parameters"]["query"]>;
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

/** Which items are shown; it stands in the address, so that other pages can link to a choice. */
export interface Finding {
  readonly use?: Use;
  readonly suspicion?: Suspicion;
  readonly measure?: Measure;
  readonly at_least?: number;
  readonly below?: number;
  readonly twins_of?: number;
  readonly has_twins?: true;
  readonly name?: string;
  readonly key?: string;
  readonly value?: string;
  readonly sort?: (typeof SORTS)[number];
}

/** What an address says; what it does not understand is left out. */
export function findingOf(search: Record<string, unknown>): Finding {
  return {
    ...named("use", search.use, ["used", "excluded"] as const),
    ...named("suspicion", search.suspicion, SUSPICIONS),
    ...named("measure", search.measure, MEASURES),
    ...named("sort", search.sort, SORTS),
    ...counted("at_least", search.at_least),
    ...counted("below", search.below),
    ...counted("twins_of", search.twins_of),
    ...(search.has_twins === true ? { has_twins: true } : {}),
    ...written("name", search.name),
    ...written("key", search.key),
    ...written("value", search.value),
  };
}

function named<Name extends string, Known extends string>(
  name: Name,
  value: unknown,
  known: readonly Known[],
) {
  const found = known.find((one) => one === value);
  return (found === undefined ? {} : { [name]: found }) as Partial<Record<Name, Known>>;
}

function counted<Name extends string>(name: Name, value: unknown) {
  const isNumber = typeof value === "number" && Number.isFinite(value);
  return (isNumber ? { [name]: value } : {}) as Partial<Record<Name, number>>;
}

/** Numbers stand unquoted in an address, whatever they meant. */
function written<Name extends string>(name: Name, value: unknown) {
  const text = typeof value === "number" ? String(value) : value;
  const isText = typeof text === "string" && text !== "";
  return (isText ? { [name]: text } : {}) as Partial<Record<Name, string>>;
}

/** The finding as the API has it. */
export function queryOf(finding: Finding, cursor: string): Query {
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
