import type { Answered } from "@/api/query";
import { Card, ImageThumb, useI18n } from "@/panels/shared";
import classes from "./Items.module.css";

type Item = Answered<"/api/v1/items/{item_id}">;

interface ItemGridProps {
  items: readonly Item[];
  /** In all, not on this page. */
  count: number;
}

/** Thumbnails with name and size. */
export function ItemGrid({ items, count }: ItemGridProps) {
  const { t } = useI18n();
  return (
    <Card title={t("items.count", { n: count })}>
      <ul className={classes.grid}>
        {items.map((item) => (
          <li key={item.id} className={classes.item}>
            <ImageThumb src={item.thumbnail_url} alt="" width={160} height={120} />
            <span className={classes.name} title={item.name}>
              {item.name}
            </span>
            <span className={classes.size}>
              {t("items.size", { width: item.width_px, height: item.height_px })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
