import { IconPhoto } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { EmptyState, Page, PageHeader, PagedQuery, SelectField, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { FrozenPicture } from "./FrozenPicture";
import { FrozenTile } from "./FrozenTile";
import { PART_NAMES } from "./PlanPreview";
import classes from "./Pictures.module.css";
import { picturesRoute } from "./routes";
import type { FrozenItem, Release } from "./state";

const RELEASE = "/api/v1/releases/{release_id}";
const ITEMS = "/api/v1/releases/{release_id}/items";
const PAGE_ITEMS = 24;
const ALL = "*";
type Part = "train" | "val" | "test";

interface Asked {
  readonly label: string;
  readonly split: string;
  readonly order: "position" | "confidence";
}

/** The pictures of a release with their labels drawn: what a client gets, before they take it. */
export default function PicturesPage() {
  const { t } = useI18n();
  const { projectId, releaseId } = picturesRoute.useParams();
  const path = { release_id: releaseId };
  const release = useQuery(apiQuery(RELEASE, { params: { path } }));
  const [page, setPage] = useState(1);
  const [asked, setAsked] = useState<Asked>({ label: ALL, split: ALL, order: "position" });
  const [open, setOpen] = useState<FrozenItem | null>(null);
  const query = {
    page,
    page_size: PAGE_ITEMS,
    order: asked.order,
    ...(asked.label === ALL ? {} : { label: asked.label }),
    ...(asked.split === ALL ? {} : { split: asked.split as Part }),
  };
  const items = useQuery(apiQuery(ITEMS, { params: { path, query } }));
  return (
    <Page isWide>
      <PageHeader
        title={t("releases.picturesOf", { version: release.data?.version ?? "" })}
        note={t("releases.picturesNote")}
        actions={
          <Link to="/p/$projectId/releases/$releaseId" params={{ projectId, releaseId }}>
            {t("releases.toRelease")}
          </Link>
        }
      />
      {release.data !== undefined && (
        <Find
          release={release.data}
          asked={asked}
          onAsk={(changed) => {
            setAsked({ ...asked, ...changed });
            setPage(1);
          }}
        />
      )}
      <PagedQuery
        of={items}
        page={page}
        size={PAGE_ITEMS}
        onPage={setPage}
        empty={
          <EmptyState icon={IconPhoto} title={t("releases.noPictures")}>
            {t("releases.noPicturesNote")}
          </EmptyState>
        }
      >
        {(rows) => (
          <ul className={classes.grid}>
            {rows.map((item) => (
              <FrozenTile
                key={item.position}
                item={item}
                release={release.data}
                onOpen={() => setOpen(item)}
              />
            ))}
          </ul>
        )}
      </PagedQuery>
      <FrozenPicture item={open} release={release.data} onClose={() => setOpen(null)} />
    </Page>
  );
}

interface FindProps {
  release: Release;
  asked: Asked;
  onAsk: (changed: Partial<Asked>) => void;
}

/** Which pictures are shown, and in which order. */
function Find({ release, asked, onAsk }: FindProps) {
  const { t } = useI18n();
  const labels = (release.figures?.labels ?? []).filter(({ key }) => !key.includes("="));
  const parts = release.figures?.parts ?? [];
  return (
    <div className={classes.find} role="search">
      {labels.length > 1 && (
        <SelectField
          label={t("releases.label")}
          value={asked.label}
          data={[
            { value: ALL, label: t("releases.anyLabel") },
            ...labels.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          onChange={(label) => onAsk({ label: label ?? ALL })}
        />
      )}
      {parts.length > 0 && (
        <SelectField
          label={t("releases.part")}
          value={asked.split}
          data={[
            { value: ALL, label: t("releases.anyPart") },
            ...parts.map(({ name }) => ({ value: name, label: t(PART_NAMES[name]) })),
          ]}
          onChange={(split) => onAsk({ split: split ?? ALL })}
        />
      )}
      <SelectField
        label={t("releases.order")}
        value={asked.order}
        data={[
          { value: "position", label: t("releases.inOrder") },
          { value: "confidence", label: t("releases.leastSureFirst") },
        ]}
        onChange={(order) => onAsk({ order: order === "confidence" ? order : "position" })}
      />
    </div>
  );
}
