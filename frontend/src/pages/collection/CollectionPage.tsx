import { SegmentedControl } from "@mantine/core";
import { IconCamera } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Problem } from "@/api/problem";
import { apiQuery } from "@/api/query";
import {
  Card,
  EmptyState,
  Page,
  PagedQuery,
  PageHeader,
  ProgressBar,
  Query,
  Section,
  useI18n,
} from "@/panels/shared";
import { DeletePictures } from "@/pages/items/DeletePictures";
import { projectLayout } from "@/pages/shell/layouts";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import { BriefForm } from "./BriefForm";
import classes from "./Collection.module.css";
import { acceptedItems, type Brief, BRIEF, COLLECTED, SHOWN, staleOf } from "./collection";
import { ReviewCard } from "./ReviewCard";
import { collectionRoute } from "./routes";

/** How far a collection is, what waits for a review, and the brief itself. */
export default function CollectionPage() {
  const { t } = useI18n();
  const { projectId } = projectLayout.useParams();
  const brief = useQuery(apiQuery(BRIEF, { params: { path: { project_id: projectId } } }));
  const isMissing = brief.error instanceof Problem && brief.error.status === 404;
  return (
    <Page isNarrow>
      <PageHeader title={t("collection.title")} note={t("collection.about")} />
      {isMissing ? (
        <BriefForm projectId={projectId} brief={null} />
      ) : (
        <Query of={brief}>
          {(data) => (
            <div className={classes.body}>
              <Progress brief={data} />
              <Collected projectId={projectId} />
              <BriefForm projectId={projectId} brief={data} />
            </div>
          )}
        </Query>
      )}
    </Page>
  );
}

function Progress({ brief }: { brief: Brief }) {
  const { t } = useI18n();
  if (brief.strata.length === 0) return null;
  return (
    <Card title={t("collection.progress")} note={t("collection.progressNote")}>
      <div className={classes.body}>
        {brief.strata.map((one) => (
          <div key={one.id}>
            <ProgressBar label={one.name} done={one.accepted_count} total={one.wanted} />
            {one.taken_count > one.accepted_count && (
              <p className={classes.facts}>
                {t("collection.waiting", { n: one.taken_count - one.accepted_count })}
              </p>
            )}
          </div>
        ))}
      </div>
    </Card>
  );
}

const SHOWN_NAMES = {
  waiting: "collection.toReview",
  accepted: "collection.accepted",
  rejected: "collection.rejected",
} as const satisfies Record<(typeof SHOWN)[number], string>;

/** For managers: all that have become items are deleted, as who deletes the project has to. */
function DeleteAccepted({ projectId, count }: { projectId: number; count: number }) {
  const { t } = useI18n();
  const project = useProject();
  const canManage = useCan("managers", project.organisation_id);
  if (!canManage) return null;
  return (
    <div className={classes.deleting}>
      <p className={classes.facts}>{t("collection.areItems", { n: count })}</p>
      <DeletePictures
        count={count}
        picturesOf={() => acceptedItems(projectId)}
        stale={staleOf(projectId)}
      />
    </div>
  );
}

function Collected({ projectId }: { projectId: number }) {
  const { t } = useI18n();
  const { show: state = "waiting" } = collectionRoute.useSearch();
  const navigate = collectionRoute.useNavigate();
  const [page, setPage] = useState(1);
  const found = useQuery(
    apiQuery(COLLECTED, { params: { path: { project_id: projectId }, query: { state, page } } }),
  );
  return (
    <Section
      title={t("collection.pictures")}
      action={
        <SegmentedControl
          aria-label={t("collection.show")}
          value={state}
          onChange={(next) => {
            void navigate({ search: { show: next as (typeof SHOWN)[number] }, replace: true });
            setPage(1);
          }}
          data={SHOWN.map((value) => ({ value, label: t(SHOWN_NAMES[value]) }))}
        />
      }
    >
      <PagedQuery
        of={found}
        page={page}
        onPage={setPage}
        empty={
          <EmptyState icon={IconCamera} title={t("collection.emptyTitle")}>
            {t("collection.empty")}
          </EmptyState>
        }
      >
        {(rows) => (
          <>
            {state === "accepted" && !found.isPlaceholderData && (
              <DeleteAccepted projectId={projectId} count={found.data?.count ?? rows.length} />
            )}
            <div className={classes.grid}>
              {rows.map((row) => (
                <ReviewCard key={row.id} asset={row} projectId={projectId} />
              ))}
            </div>
          </>
        )}
      </PagedQuery>
    </Section>
  );
}
