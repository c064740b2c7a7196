/** Notices and missing answers in words. Keys are literals, so that the check of texts finds them. */

import type { Translate } from "@/model/i18n";
import type { Kind } from "@/model/document";
import type { Missing } from "@/model/missing";
import type { Bounds, ImagePoint } from "@/model/points";
import { labelOf, type LabelSchema } from "@/model/schema";
import type { Notice } from "@/tools/commands";
import type { Prompt } from "@/tools/tool";
import { faultWords } from "./fault-words";

/** "30 × 20": width and height in whole pixels. */
export function sizeWords({ minX, minY, maxX, maxY }: Bounds, t: Translate): string {
  return t("workspace.size", { width: Math.round(maxX - minX), height: Math.round(maxY - minY) });
}

const KIND_KEYS = {
  box: "workspace.kindBox",
  rotated_box: "workspace.kindRotatedBox",
  ellipse: "workspace.kindEllipse",
  polygon: "workspace.kindPolygon",
  polyline: "workspace.kindPolyline",
  keypoints: "workspace.kindKeypoints",
  mask: "workspace.kindMask",
} as const satisfies Record<Kind, string>;

export function kindWord(kind: Kind, t: Translate): string {
  return t(KIND_KEYS[kind]);
}

/** As `kindWord`, of a name that came from outside: one that is none of ours stays as it is. */
export function kindWordOf(name: string, t: Translate): string {
  return name in KIND_KEYS ? kindWord(name as Kind, t) : name;
}

function placeValues({ minX, minY, maxX, maxY }: Bounds) {
  const whole = (value: number) => String(Math.round(value));
  return { x: whole(minX), y: whole(minY), width: whole(maxX - minX), height: whole(maxY - minY) };
}

function pointValues({ x, y }: ImagePoint) {
  return { x: String(Math.round(x)), y: String(Math.round(y)) };
}

const PLAIN_NOTICES = {
  too_small: "workspace.noticeTooSmall",
  cancelled: "workspace.noticeCancelled",
  undone: "workspace.noticeUndone",
  redone: "workspace.noticeRedone",
  nothing_chosen: "workspace.noticeNothingChosen",
  finish_first: "workspace.noticeFinishFirst",
  no_label: "workspace.noticeNoLabel",
  locked: "workspace.noticeLocked",
  too_few_points: "workspace.noticeTooFewPoints",
  fewest_points: "workspace.noticeFewestPoints",
  hole_outside: "workspace.noticeHoleOutside",
  slice_misses: "workspace.noticeSliceMisses",
  redraw_off: "workspace.noticeRedrawOff",
  join_apart: "workspace.noticeJoinApart",
  join_none: "workspace.noticeJoinNone",
  group_alone: "workspace.noticeGroupAlone",
  ungrouped: "workspace.noticeUngrouped",
  all_points: "workspace.noticeAllPoints",
  copied: "workspace.noticeCopied",
  nothing_copied: "workspace.noticeNothingCopied",
  copied_misfit: "workspace.noticeCopiedMisfit",
  snapping_on: "workspace.noticeSnappingOn",
  snapping_off: "workspace.noticeSnappingOff",
  all_hidden: "workspace.noticeAllHidden",
  all_shown: "workspace.noticeAllShown",
  peek_begun: "workspace.noticePeekBegun",
  peek_over: "workspace.noticePeekOver",
  too_fine: "workspace.noticeTooFine",
  no_gap: "workspace.noticeNoGap",
  picture_not_read: "workspace.noticePictureNotRead",
  plugin_failed: "workspace.noticePluginFailed",
  cutout_failed: "workspace.noticeCutoutFailed",
  ways_failed: "workspace.noticeWaysFailed",
  cutout_nothing: "workspace.noticeCutoutNothing",
  cells_not_read: "workspace.noticeCellsNotRead",
  nothing_to_erase: "workspace.noticeNothingToErase",
  one_mask: "workspace.noticeOneMask",
} as const;

const POINT_NOTICES = {
  point_chosen: "workspace.noticePointChosen",
  point_moved: "workspace.noticePointMoved",
} as const;

const SHAPE_NOTICES = {
  shape_added: "workspace.noticeAdded",
  shape_chosen: "workspace.noticeChosen",
  shape_changed: "workspace.noticeChanged",
  shape_removed: "workspace.noticeRemoved",
} as const;

export function noticeWords(notice: Notice, schema: LabelSchema, t: Translate): string {
  switch (notice.type) {
    case "shape_added":
    case "shape_chosen":
    case "shape_changed":
    case "shape_removed": {
      const label = labelOf(schema, notice.label)?.name ?? notice.label;
      return t(SHAPE_NOTICES[notice.type], { label, ...placeValues(notice.bounds) });
    }
    case "shape_by_keys":
      return t("workspace.noticeByKeys", placeValues(notice.bounds));
    case "point_by_keys":
      return t("workspace.noticePointByKeys", { n: notice.count, ...pointValues(notice.at) });
    case "brush_by_keys":
      return t("workspace.noticeBrushByKeys", {
        ...pointValues(notice.at),
        size: notice.bounds === null ? "0" : sizeWords(notice.bounds, t),
      });
    case "cursor_moved":
      return [promptWords(notice.prompt, t), t("workspace.noticeCursor", pointValues(notice.at))]
        .filter(Boolean)
        .join(" ");
    case "point_chosen":
    case "point_moved":
      return [
        notice.name,
        t(POINT_NOTICES[notice.type], {
          number: notice.number,
          of: notice.of,
          ...pointValues(notice.at),
        }),
      ]
        .filter(Boolean)
        .join(": ");
    case "grouped":
      return t("workspace.noticeGrouped", { n: notice.count });
    case "window_set":
      return t("workspace.noticeWindow", {
        low: String(notice.window.low),
        high: String(notice.window.high),
      });
    case "not_ready":
      return missingWords(notice.missing, t);
    case "label_used":
      return t("workspace.noticeLabel", {
        label: labelOf(schema, notice.label)?.name ?? notice.label,
      });
    default:
      return t(PLAIN_NOTICES[notice.type]);
  }
}

/** Which point comes next: "Left eye, 2 of 17." Empty where points have no order. */
export function promptWords(prompt: Prompt | null, t: Translate): string {
  if (prompt === null) return "";
  const { name, number, of, isHidden = false } = prompt;
  const next = t("workspace.promptNext", { name: name ?? t("workspace.promptPoint"), number, of });
  return isHidden ? `${next} ${t("workspace.promptHidden")}` : next;
}

/** What still needs an answer, as one line of the foot. */
export function missingWords(missing: Missing, t: Translate): string {
  switch (missing.type) {
    case "question":
      return t("workspace.missingQuestion", { question: missing.text });
    case "attribute":
      return t("workspace.missingAttribute", {
        label: missing.labelName,
        attribute: missing.attributeName,
      });
    case "too_few":
      return t("workspace.missingTooFew", {
        label: missing.labelName,
        wanted: missing.wanted,
        n: missing.found,
      });
    case "too_many":
      return t("workspace.missingTooMany", {
        label: missing.labelName,
        allowed: missing.allowed,
        n: missing.found,
      });
    case "broken":
      return t("workspace.missingBroken", {
        label: missing.labelName,
        fault: faultWords(missing.code, t),
      });
    case "overlap":
      return t("workspace.missingOverlap", {
        label: missing.labelName,
        percent: String(missing.percent),
      });
    case "too_many_overlaps":
      return t("workspace.missingTooManyOverlaps");
    case "nothing_drawn":
      return t("workspace.missingNothingDrawn");
    case "wrong_answer":
      return t("workspace.missingBroken", {
        label: missing.text,
        fault: faultWords(missing.code, t),
      });
    case "refused":
      return t("workspace.missingRefused", { fault: faultWords(missing.code, t) });
  }
}
