import { IconPhoto } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import {
  ChoiceField,
  EmptyState,
  Page,
  PageHeader,
  PagedQuery,
  SelectField,
  useI18n,
} from "@/panels/shared";
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
type Part = "train" | "val" | "test";

interface Asked {
  readonly label: string | null;
  readonly split: Part | null;
  readonly order: "position" | "confidence";
}

/** The pictures of a release with their labels drawn: what a client gets, before they take it. */
export default function PicturesPage() {
  const { t } = useI18n();
  const { projectId, releaseId } = picturesRoute.useParams();
  const path = { release_id: releaseId };
  const release = useQuery(apiQuery(RELEASE, { params: { path } }));
  const [page, setPage] = useState(1);
  const [asked, setAsked] = useState<Asked>({ label: null, split: null, order: "position" });
  const [open, setOpen] = useState<FrozenItem | null>(null);
  const query = {
    page,
    page_size: PAGE_ITEMS,
    order: asked.order,
    ...(asked.label === null ? {} : { label: asked.label }),
    ...(asked.split === null ? {} : { split: asked.split }),
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
        <ChoiceField
          label={t("releases.label")}
          any={t("releases.anyLabel")}
          value={asked.label}
          choices={labels.map(({ key, name }) => ({ value: key, label: name }))}
          onChoose={(label) => onAsk({ label })}
        />
      )}
      {parts.length > 0 && (
        <ChoiceField
          label={t("releases.part")}
          any={t("releases.anyPart")}
          value={asked.split}
          choices={parts.map(({ name }) => ({ value: name, label: t(PART_NAMES[name]) }))}
          onChoose={(split) => onAsk({ split })}
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
