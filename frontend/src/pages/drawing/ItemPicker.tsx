import { UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import { Card, CursorPager, ImageThumb, Query, useI18n } from "@/panels/shared";
import classes from "./Drawing.module.css";

export type Item = Answered<"/api/v1/items/{item_id}">;

interface ItemPickerProps {
  datasetId: number;
  /** Items that are used already. */
  taken: ReadonlySet<number>;
  onPick: (item: Item) => void;
}

/** The project's pictures, one of which is to be drawn on. */
export function ItemPicker({ datasetId, taken, onPick }: ItemPickerProps) {
  const { t } = useI18n();
  const [cursors, setCursors] = useState<readonly string[]>([""]);
  const items = useQuery(
    apiQuery("/api/v1/datasets/{dataset_id}/items", {
      params: {
        path: { dataset_id: datasetId },
        query: { use: "used", cursor: cursors[cursors.length - 1] ?? "" },
      },
    }),
  );
  return (
    <Card title={t("drawing.choose")} note={t("drawing.chooseNote")}>
      <Query of={items} empty={(data) => data.count === 0 && <p>{t("drawing.noItems")}</p>}>
        {(data) => (
          <>
            <ul className={classes.items}>
              {data.results
                .filter(({ id }) => !taken.has(id))
                .map((item) => (
                  <li key={item.id}>
                    <UnstyledButton
                      aria-label={t("drawing.chooseOne", { name: item.name })}
                      onClick={() => onPick(item)}
                    >
                      <ImageThumb src={item.thumbnail_url} alt="" width={112} height={84} />
                    </UnstyledButton>
                  </li>
                ))}
            </ul>
            <CursorPager cursors={cursors} next={data.next_cursor} onTurn={setCursors} />
          </>
        )}
      </Query>
    </Card>
  );
}
