import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "@/api/query";
import { AnnotatedPicture, Callout, Query, useI18n } from "@/panels/shared";
import { documentOf, useFrozenLooks } from "./frozen";
import type { Release } from "./state";

const RELEASE = "/api/v1/releases/{release_id}";
const ITEMS = "/api/v1/releases/{release_id}/items";

interface FrozenVersionProps {
  releaseId: number;
  itemId: number;
}

/** A picture as one release has it, under its version: another lies beside it. */
export function FrozenVersion({ releaseId, itemId }: FrozenVersionProps) {
  const release = useQuery(apiQuery(RELEASE, { params: { path: { release_id: releaseId } } }));
  return <Query of={release}>{(found) => <Drawn release={found} itemId={itemId} />}</Query>;
}

function Drawn({ release, itemId }: { release: Release; itemId: number }) {
  const { t } = useI18n();
  const looks = useFrozenLooks(release);
  const items = useQuery(
    apiQuery(ITEMS, { params: { path: { release_id: release.id }, query: { item: itemId } } }),
  );
  return (
    <figure>
      <Query of={items}>
        {({ results: [item] }) =>
          item?.image_url == null ? (
            <Callout tone="caution">{t("releases.takenBack")}</Callout>
          ) : (
            <AnnotatedPicture
              src={item.image_url}
              alt={t("releases.pictureOf", {
                name: item.name,
                n: documentOf(item).shapes.length,
              })}
              widthPx={item.width_px}
              heightPx={item.height_px}
              document={documentOf(item)}
              colorOf={looks.colorOf}
              edgesOf={looks.edgesOf}
            />
          )
        }
      </Query>
      <figcaption>
        {t("releases.version")} {release.version}
      </figcaption>
    </figure>
  );
}
