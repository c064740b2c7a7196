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
  /** The release whose shapes are drawn dashed above: what moved is seen at once. */
  before?: FollowedRelease;
}

type FollowedRelease = NonNullable<Release["follows"]>;

/** A picture as one release has it, under its version: another lies beside it. */
export function FrozenVersion({ releaseId, itemId, before }: FrozenVersionProps) {
  const release = useQuery(apiQuery(RELEASE, { params: { path: { release_id: releaseId } } }));
  return (
    <Query of={release}>
      {(found) => <Drawn release={found} itemId={itemId} before={before} />}
    </Query>
  );
}

/** The picture as a release has it; none is asked for where there is no release. */
function useFrozenItem(releaseId: number | undefined, itemId: number) {
  const path = { release_id: releaseId ?? 0 };
  return useQuery({
    ...apiQuery(ITEMS, { params: { path, query: { item: itemId } } }),
    enabled: releaseId !== undefined,
  });
}

interface DrawnProps {
  release: Release;
  itemId: number;
  before: FollowedRelease | undefined;
}

function Drawn({ release, itemId, before }: DrawnProps) {
  const { t } = useI18n();
  const looks = useFrozenLooks(release);
  const items = useFrozenItem(release.id, itemId);
  const [earlier] = useFrozenItem(before?.id, itemId).data?.results ?? [];
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
              reference={earlier && documentOf(earlier)}
              colorOf={looks.colorOf}
              edgesOf={looks.edgesOf}
            />
          )
        }
      </Query>
      <figcaption>
        {t("releases.version")} {release.version}
        {before !== undefined && ` · ${t("releases.dashed", { version: before.version })}`}
      </figcaption>
    </figure>
  );
}
