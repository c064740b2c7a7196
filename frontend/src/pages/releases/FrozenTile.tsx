import { UnstyledButton } from "@mantine/core";
import { AnnotatedPicture, ImageThumb, useI18n } from "@/panels/shared";
import { documentOf, useFrozenLooks } from "./frozen";
import classes from "./Pictures.module.css";
import type { FrozenItem, Release } from "./state";

interface FrozenTileProps {
  item: FrozenItem;
  release: Release | undefined;
  onOpen: () => void;
}

/** A thumbnail with its labels drawn, its name, and the least sure thing in it. */
export function FrozenTile({ item, release, onOpen }: FrozenTileProps) {
  const { t } = useI18n();
  const looks = useFrozenLooks(release);
  const document = documentOf(item);
  return (
    <li className={classes.tile}>
      <UnstyledButton
        className={classes.open}
        aria-label={t("releases.lookAt", { name: item.name })}
        onClick={onOpen}
      >
        {item.thumbnail_url === null ? (
          <ImageThumb src={null} alt={t("releases.takenBack")} width={160} height={120} />
        ) : (
          <AnnotatedPicture
            src={item.thumbnail_url}
            alt=""
            widthPx={item.width_px}
            heightPx={item.height_px}
            document={document}
            colorOf={looks.colorOf}
            edgesOf={looks.edgesOf}
          />
        )}
      </UnstyledButton>
      <span className={classes.name} title={item.name}>
        <bdi>{item.name}</bdi>
      </span>
      <Words item={item} asksForShapes={looks.asksForShapes} />
    </li>
  );
}

/** How many shapes, where any are asked for, and how sure the least sure thing is. */
function Words({ item, asksForShapes }: { item: FrozenItem; asksForShapes: boolean }) {
  const { t, number } = useI18n();
  const { shapes, answers } = documentOf(item);
  const words = t("releases.shapesOn", { n: shapes.length });
  const sure = number(item.lowest_confidence, 2);
  const isDecided = shapes.length > 0 || Object.keys(answers).length > 0;
  if (!isDecided) return asksForShapes && <span className={classes.words}>{words}</span>;
  return (
    <span className={classes.words}>
      {asksForShapes
        ? t("releases.shapesAndSure", { words, sure })
        : t("releases.leastConfidence", { sure })}
    </span>
  );
}
