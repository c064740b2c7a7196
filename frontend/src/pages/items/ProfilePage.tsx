import { useQuery } from "@tanstack/react-query";
import { type Answered, apiQuery } from "@/api/query";
import {
  BarList,
  Card,
  CardGrid,
  EmptyState,
  Figure,
  Figures,
  Page,
  PageHeader,
  Query,
  useI18n,
} from "@/panels/shared";
import { ButtonLink, Link } from "@/pages/shell/Link";
import { useProject } from "@/pages/shell/project";
import { COLOUR_NAMES, type COLOURS, type Finding, PROFILE } from "./finding";
import { ItemsLink } from "./ItemsLink";
import { Outliers } from "./Outliers";
import { Advice } from "./Advice";
import { CaptureTime } from "./CaptureTime";
import { Histogram } from "./Histogram";
import { Suspicions } from "./Suspicions";

type Colour = (typeof COLOURS)[number];
export type Profile = Answered<typeof PROFILE>;
/** While a worker is at it, the page looks again. */
const STALE_MS = 4_000;

/** What the pictures of the project's dataset are like together, and which may be bad. */
export default function ProfilePage() {
  const { t } = useI18n();
  const project = useProject();
  return (
    <Page isWide>
      <PageHeader
        title={t("items.profile")}
        note={t("items.profileNote")}
        actions={
          <ButtonLink to="/p/$projectId/items" params={{ projectId: project.id }}>
            {t("items.allItems")}
          </ButtonLink>
        }
      />
      {project.dataset === null ? (
        <Nothing />
      ) : (
        <ProfileOf datasetId={project.dataset.id} organisationId={project.organisation_id} />
      )}
    </Page>
  );
}

function Nothing() {
  const { t } = useI18n();
  return <EmptyState title={t("items.noProfileTitle")}>{t("items.noProfile")}</EmptyState>;
}

interface ProfileOfProps {
  datasetId: number;
  organisationId: number;
}

function ProfileOf({ datasetId, organisationId }: ProfileOfProps) {
  const { t } = useI18n();
  const profile = useQuery({
    ...apiQuery(PROFILE, { params: { path: { dataset_id: datasetId } } }),
    refetchInterval: ({ state }) => (state.data?.is_stale === true ? STALE_MS : false),
  });
  return (
    <Query
      of={profile}
      empty={(data) => data.computed_at === null && data.item_count === 0 && <Nothing />}
    >
      {(data) => (
        <>
          <Card>
            <Counts profile={data} />
          </Card>
          <Suspicions profile={data} datasetId={datasetId} organisationId={organisationId} />
          <Outliers outliers={data.outliers} />
          <Advice profile={data} />
          <CardGrid columns="1fr 1fr">
            {data.distributions.map((one) => (
              <Histogram key={one.measure} distribution={one} />
            ))}
            <Shares profile={data} />
          </CardGrid>
          <CaptureTime
            datasetId={datasetId}
            organisationId={organisationId}
            isKept={data.keeps_capture_time}
          />
          {data.is_stale && <p role="status">{t("items.stale")}</p>}
        </>
      )}
    </Query>
  );
}

function Counts({ profile }: { profile: Profile }) {
  const { t, number } = useI18n();
  const projectId = useProject().id;
  return (
    <Figures>
      <Figure
        label={t("items.inUse")}
        value={number(profile.item_count)}
        note={
          profile.measured_count < profile.item_count &&
          t("items.measured", { n: profile.measured_count })
        }
      />
      <Figure label={t("items.leftOutCount")} value={number(profile.excluded_count)} />
      <Figure
        label={t("items.twinGroups")}
        value={number(profile.duplicate_groups)}
        note={
          profile.duplicate_groups > 0 && (
            <Link to="/p/$projectId/items" params={{ projectId }} search={{ has_twins: true }}>
              {t("items.seeTwins")}
            </Link>
          )
        }
      />
    </Figures>
  );
}

/** Sizes, formats, depths and colours, the most frequent ones. */
function Shares({ profile }: { profile: Profile }) {
  const { t } = useI18n();
  const rows = (
    of: Profile["sizes"],
    finding: (value: string) => Finding,
    write: (value: string) => string = (value) => value,
  ) =>
    of.map(({ value, count }) => ({
      key: value,
      name: <ItemsLink search={{ use: "used", ...finding(value) }}>{write(value)}</ItemsLink>,
      value: count,
    }));
  const sized = (value: string): Finding => {
    const [width = 0, height = 0] = value.split(" x ").map(Number);
    return { width_px: width, height_px: height };
  };
  return (
    <>
      <Card title={t("items.sizes")}>
        <BarList title={t("items.sizes")} rows={rows(profile.sizes, sized)} />
      </Card>
      <Card title={t("items.kinds")}>
        <BarList
          title={t("items.kinds")}
          rows={[
            ...rows(profile.formats, (value) => ({ original_format: value })),
            ...rows(
              profile.depths.filter(({ value }) => value !== "0"),
              (bits) => ({ bit_depth: Number(bits) }),
              (bits) => t("items.bits", { n: Number(bits) }),
            ),
            ...rows(
              profile.colours,
              (value) => ({ colour: value as Colour }),
              (value) => t(COLOUR_NAMES[value as Colour]),
            ),
          ]}
        />
      </Card>
    </>
  );
}
