import { Card, ImageThumb, StatusBadge, useI18n } from "@/panels/shared";
import classes from "./Collecting.module.css";
import type { Brief } from "./collecting";

/** What is to be photographed, with examples. */
export function Wanted({ brief }: { brief: Brief }) {
  const { t } = useI18n();
  return (
    <Card title={t("collecting.wanted")} titleSize="section">
      <div className={classes.body}>
        <p className={classes.text}>{brief.body}</p>
        <p className={classes.note}>{t("collecting.least", { pixels: brief.min_short_side_px })}</p>
        {brief.examples.length > 0 && (
          <div className={classes.examples}>
            {brief.examples.map((example) => (
              <figure key={example.item_id} className={classes.example}>
                <ImageThumb
                  src={example.image_url}
                  alt={example.caption}
                  width={140}
                  height={105}
                />
                <StatusBadge tone={example.is_right ? "good" : "problem"}>
                  {t(example.is_right ? "collecting.right" : "collecting.wrong")}
                </StatusBadge>
                <figcaption className={classes.note}>{example.caption}</figcaption>
              </figure>
            ))}
          </div>
        )}
      </div>
    </Card>
  );
}
