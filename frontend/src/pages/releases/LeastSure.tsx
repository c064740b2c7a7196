import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { Card, Query, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { FrozenPicture } from "./FrozenPicture";
import { FrozenTile } from "./FrozenTile";
import classes from "./Pictures.module.css";
import type { FrozenItem, Release } from "./state";

const ITEMS = "/api/v1/releases/{release_id}/items";
const SHOWN = 8;

/** The pictures whose labels are least sure, drawn. */
export function LeastSure({ release }: { release: Release }) {
  const { t } = useI18n();
  const [open, setOpen] = useState<FrozenItem | null>(null);
  const items = useQuery(
    apiQuery(ITEMS, {
      params: {
        path: { release_id: release.id },
        query: { order: "confidence", page_size: SHOWN },
      },
    }),
  );
  const place = { projectId: release.project_id, releaseId: release.id };
  return (
    <Card
      title={t("releases.leastSure")}
      note={t("releases.leastSureNote")}
      action={
        <Link to="/p/$projectId/releases/$releaseId/pictures" params={place}>
          {t("releases.allPictures")}
        </Link>
      }
    >
      <Query of={items}>
        {({ results }) => (
          <ul className={classes.grid}>
            {results.map((item) => (
              <FrozenTile
                key={item.position}
                item={item}
                release={release}
                onOpen={() => setOpen(item)}
              />
            ))}
          </ul>
        )}
      </Query>
      <FrozenPicture item={open} release={release} onClose={() => setOpen(null)} />
    </Card>
  );
}
