import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { ImageThumb, useI18n } from "@/panels/shared";
import { type Item, ItemPicker } from "@/pages/drawing/ItemPicker";
import { useProject } from "@/pages/shell/project";

const NONE_TAKEN: ReadonlySet<number> = new Set();

interface ShownPictureProps {
  item: Item | null;
  onPick: (item: Item | null) => void;
}

/** The picture a question in words is asked about, where it is about one. */
export function ShownPicture({ item, onPick }: ShownPictureProps) {
  const { t } = useI18n();
  const { dataset } = useProject();
  const [isPicking, setPicking] = useState(false);
  if (dataset === null) return null;
  return (
    <>
      {item !== null && (
        <Group gap="sm">
          <ImageThumb src={item.thumbnail_url} alt={item.name} width={112} height={84} />
          <Button size="xs" variant="subtle" onClick={() => onPick(null)}>
            {t("training.noPicture")}
          </Button>
        </Group>
      )}
      <div>
        <Button size="xs" onClick={() => setPicking(!isPicking)} aria-expanded={isPicking}>
          {t(item === null ? "training.pickPicture" : "training.otherPicture")}
        </Button>
      </div>
      {isPicking && (
        <ItemPicker
          datasetId={dataset.id}
          taken={NONE_TAKEN}
          onPick={(picked) => {
            onPick(picked);
            setPicking(false);
          }}
        />
      )}
    </>
  );
}
