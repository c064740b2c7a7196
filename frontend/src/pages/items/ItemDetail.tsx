import { useQuery } from "@tanstack/react-query";
import type { Translate } from "@/model/i18n";
import { type Answered, apiQuery } from "@/api/query";
import { Callout, PictureDialog, useI18n } from "@/panels/shared";
import { PictureStage } from "@/panels/workspace";
import { Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { isGone, PROFILE } from "./finding";
import { itemsRoute } from "./routes";
import { ItemBadge, type Item, WorkBadge } from "./ItemGrid";
import classes from "./Items.module.css";

type Spread = Answered<typeof PROFILE>["distributions"][number];

interface ItemDetailProps {
  item: Item | null;
  onClose: () => void;
}

/** One picture, and what was measured on it. */
export function ItemDetail({ item, onClose }: ItemDetailProps) {
  return (
    <PictureDialog of={item} onClose={onClose}>
      {(looked) => <Detail item={looked} />}
    </PictureDialog>
  );
}

function Detail({ item }: { item: Item }) {
  const { t } = useI18n();
  const { projectId } = itemsRoute.useParams();
  return (
    <div className={classes.detail}>
      {isGone(item) ? (
        <Callout title={t("items.noPicture")}>{item.deletion_note}</Callout>
      ) : (
        <PictureStage
          key={item.id}
          picture={{
            url: item.image_url,
            levels: item.levels,
            alt: item.name,
            width_px: item.width_px,
            height_px: item.height_px,
          }}
        />
      )}
      <ItemBadge item={item} />
      <WorkBadge item={item} />
      {item.task_id != null && (
        <Link to="/p/$projectId/consensus/$taskId" params={{ projectId, taskId: item.task_id }}>
          {t("items.toTask")}
        </Link>
      )}
      {item.twins_id !== null && (
        <Link to="/p/$projectId/items" params={{ projectId }} search={{ twins_of: item.id }}>
          {t("items.showTwins")}
        </Link>
      )}
      <dl className={classes.facts}>
        {useFacts(item).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** How much of a distribution lies under a value: 0 to 1, evenly spread inside a bin. */
export function shareBelow({ edges, counts }: Pick<Spread, "edges" | "counts">, value: number) {
  const below = counts.reduce((sum, count, index) => {
    const low = edges[index] ?? 0;
    const width = (edges[index + 1] ?? low) - low;
    const part = width === 0 ? 0 : Math.min(1, Math.max(0, (value - low) / width));
    return sum + part * count;
  }, 0);
  return (
    below /
    Math.max(
      1,
      counts.reduce((sum, count) => sum + count, 0),
    )
  );
}

/** Sharpness says something beside the other pictures of the set alone. */
function useSharpness({ sharpness }: Item): string | null {
  const { t, number } = useI18n();
  const datasetId = useProject().dataset?.id;
  const profile = useQuery({
    ...apiQuery(PROFILE, { params: { path: { dataset_id: datasetId ?? 0 } } }),
    enabled: datasetId !== undefined,
  });
  const spread = profile.data?.distributions.find(({ measure }) => measure === "sharpness");
  if (sharpness === null) return null;
  if (spread === undefined) return number(sharpness, 1);
  const percent = number(Math.round(100 * shareBelow(spread, sharpness)));
  return t("items.sharperThan", { value: number(sharpness, 1), percent });
}

function depthOf({ bit_depth: n, is_cut: isCut }: Item, t: Translate): string | null {
  if (n === null) return null;
  return isCut ? t("items.bitsCut", { n }) : t("items.bits", { n });
}

/** Names and values, measures that nobody took left out. */
function useFacts(item: Item): [string, string][] {
  const { t, bytes, number, percent } = useI18n();
  const inPercent = (share: number | null) => (share === null ? null : percent(share, 1));
  const written = (value: number | null) => (value === null ? null : number(value, 1));
  const facts: [string, string | null][] = [
    [t("items.pixels"), t("items.size", { width: item.width_px, height: item.height_px })],
    [t("items.format"), `${item.original_format}, ${bytes(item.byte_count)}`],
    [t("items.depth"), depthOf(item, t)],
    [t("items.mean"), written(item.mean)],
    [t("items.contrast"), written(item.contrast)],
    [t("items.darkShare"), inPercent(item.dark_share)],
    [t("items.brightShare"), inPercent(item.bright_share)],
    [t("items.entropy"), written(item.entropy)],
    [t("items.sharpness"), useSharpness(item)],
    [t("items.takenAt"), item.taken_at === "" ? null : item.taken_at.replace("T", " ")],
    ...Object.entries(item.metadata),
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}
