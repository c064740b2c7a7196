import { Checkbox, UnstyledButton } from "@mantine/core";
import type { Answered } from "@/api/query";
import { ImageThumb, StatusBadge, useI18n } from "@/panels/shared";
import { useLabelNames } from "./labels";
import {
  GONE_NAMES,
  isGone,
  type PROJECT_ITEMS,
  REASON_NAMES,
  type Reason,
  STATE_NAMES,
} from "./finding";
import classes from "./Items.module.css";

type Plain = Answered<"/api/v1/items/{item_id}">;
type OfProject = Answered<typeof PROJECT_ITEMS>["results"][number];
/** An item, with what became of it where the project was asked. */
export type Item = Plain & Partial<Pick<OfProject, "state" | "labels" | "task_id">>;

interface ItemGridProps {
  items: readonly Item[];
  chosen: ReadonlySet<number>;
  /** Not given to people who may only look. */
  onChoose?: (itemId: number) => void;
  onOpen: (item: Item) => void;
}

/** Thumbnails with name and size, to look at and to choose. */
export function ItemGrid({ items, chosen, onChoose, onOpen }: ItemGridProps) {
  const { t } = useI18n();
  return (
    <ul className={classes.grid}>
      {items.map((item) => (
        <li key={item.id} className={classes.item} data-excluded={item.excluded_at !== null}>
          <UnstyledButton
            className={classes.open}
            aria-label={t("items.look", { name: item.name })}
            onClick={() => onOpen(item)}
          >
            <ImageThumb
              src={isGone(item) ? null : item.thumbnail_url}
              alt=""
              width={160}
              height={120}
            />
          </UnstyledButton>
          <span className={classes.line}>
            {onChoose !== undefined && !isGone(item) && (
              <Checkbox
                size="xs"
                checked={chosen.has(item.id)}
                aria-label={t("items.choose", { name: item.name })}
                onChange={() => onChoose(item.id)}
              />
            )}
            <span className={classes.name} title={item.name}>
              {item.name}
            </span>
          </span>
          <span className={classes.size}>
            {t("items.size", { width: item.width_px, height: item.height_px })}
          </span>
          <ItemBadge item={item} />
          <WorkBadge item={item} />
        </li>
      ))}
    </ul>
  );
}

/** What a person had better know of the item: left out and why, or a twin of another. */
export function ItemBadge({ item }: { item: Item }) {
  const { t } = useI18n();
  if (isGone(item)) {
    const gone = t(GONE_NAMES[item.exclusion_reason as keyof typeof GONE_NAMES]);
    return <StatusBadge tone="quiet">{gone}</StatusBadge>;
  }
  if (item.excluded_at !== null) {
    const reason = t(REASON_NAMES[item.exclusion_reason as Reason]);
    return <StatusBadge tone="quiet">{t("items.leftOut", { reason })}</StatusBadge>;
  }
  if (item.twins_id === null) return null;
  return (
    <StatusBadge tone="plain">
      {item.twins_id === item.id ? t("items.hasTwins") : t("items.isTwin")}
    </StatusBadge>
  );
}

const STATE_TONES = {
  not_asked: "plain",
  asked: "active",
  disputed: "caution",
  triage: "problem",
  resolved: "good",
} as const;

/** How far people are with the item, and the labels that its result has. */
export function WorkBadge({ item: { state, labels = [] } }: { item: Item }) {
  const { t } = useI18n();
  const nameOf = useLabelNames();
  if (state === undefined) return null;
  const names = labels.map(nameOf).join(", ");
  return (
    <>
      <StatusBadge tone={STATE_TONES[state]}>{t(STATE_NAMES[state])}</StatusBadge>
      {names !== "" && (
        <span className={classes.labels} title={names}>
          {t("items.labelsOf", { names })}
        </span>
      )}
    </>
  );
}
