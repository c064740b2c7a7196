import type { Answered } from "@/api/query";

export type Format = Answered<"/api/v1/export-formats">[number];

/** Those that most people ask for, the most asked for first. */
const COMMON = ["jsonl", "coco", "yolo_detect", "voc", "csv", "yolo_segment", "png_semantic"];
const SHOWN_AT_ONCE = 5;

/** The others by what they are made for; a format that none of them names stands with the tools. */
const GROUPS = {
  shapes: ["coco", "yolo_detect", "yolo_segment", "yolo_obb", "yolo_pose", "voc", "voc_zero_based"],
  masks: ["coco_panoptic", "png_semantic", "png_instance", "cityscapes"],
  wholes: ["imagefolder", "huggingface", "huggingface_parquet", "webdataset"],
  tables: ["jsonl", "csv", "csv_exact"],
  tools: ["cvat", "label_studio", "labelme", "datumaro"],
} as const;
type GroupKey = keyof typeof GROUPS;

export const GROUP_NAMES = {
  shapes: "releases.formatsShapes",
  masks: "releases.formatsMasks",
  wholes: "releases.formatsWholes",
  tables: "releases.formatsTables",
  tools: "releases.formatsTools",
} as const satisfies Record<GroupKey, string>;

/** Whether the format would hold nothing of this release; it says why. */
export const isUnfit = (format: Format) => format.unfit !== "";

interface Grouped {
  readonly first: readonly Format[];
  readonly more: readonly { readonly key: GroupKey; readonly formats: readonly Format[] }[];
}

/** The common ones and those that were asked for already; the others by their kind, unfit ones last. */
export function grouped(formats: readonly Format[], asked: ReadonlySet<string>): Grouped {
  const fit = COMMON.filter((key) => formats.some((one) => one.key === key && !isUnfit(one)));
  const common = new Set(fit.slice(0, SHOWN_AT_ONCE));
  const isFirst = ({ key }: Format) => common.has(key) || asked.has(key);
  const rest = formats
    .filter((format) => !isFirst(format))
    .toSorted((one, other) => Number(isUnfit(one)) - Number(isUnfit(other)));
  const more = (Object.keys(GROUPS) as GroupKey[]).map((key) => ({
    key,
    formats: rest.filter((format) => groupOf(format) === key),
  }));
  return { first: formats.filter(isFirst), more: more.filter((group) => group.formats.length > 0) };
}

function groupOf({ key }: Format): GroupKey {
  const found = Object.entries(GROUPS).find(([, keys]) =>
    (keys as readonly string[]).includes(key),
  );
  return (found?.[0] ?? "tools") as GroupKey;
}
