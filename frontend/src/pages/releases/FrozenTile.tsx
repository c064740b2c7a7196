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
  const { t, number } = useI18n();
  const looks = useFrozenLooks(release);
  const document = documentOf(item);
  const words = t("releases.shapesOn", { n: document.shapes.length });
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
      <span className={classes.words}>
        {document.shapes.length === 0
          ? words
          : t("releases.shapesAndSure", { words, sure: number(item.lowest_confidence, 2) })}
      </span>
    </li>
  );
}
