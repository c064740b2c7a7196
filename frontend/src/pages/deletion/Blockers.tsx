import { useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import classes from "./Deletion.module.css";
import { MoveProject } from "./MoveProject";

/** Where each is dealt with, by the server's word for it. */
const PLACES = {
  batches: { to: "/p/$projectId/batches", name: "batches.title" },
  in_hands: { to: "/p/$projectId/people", name: "people.title" },
  waiting: { to: "/p/$projectId/collection", name: "collection.title" },
  appeals: { to: "/p/$projectId/appeals", name: "appeals.title" },
  releases: { to: "/p/$projectId/releases", name: "releases.title" },
} as const;
const ACCEPTED = { show: "accepted" } as const;

interface BlockersProps {
  blockers: readonly { code: string; sentence: string }[];
  /** Whose page they are dealt with on; null where a dataset is deleted. */
  projectId: number | null;
}

/** What has to be done before something can be deleted, each with the way to it. */
export function Blockers({ blockers, projectId }: BlockersProps) {
  const { t } = useI18n();
  return (
    <>
      <p>{t("deletion.blocked")}</p>
      <ul className={classes.blockers}>
        {blockers.map(({ code, sentence }) => (
          <li key={code}>
            {sentence} {projectId !== null && <Way code={code} projectId={projectId} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Way({ code, projectId }: { code: string; projectId: number }) {
  const { t } = useI18n();
  const params = { projectId };
  if (code === "active") return <MoveProject projectId={projectId} move="close" />;
  if (code === "collected") {
    return (
      <Link to="/p/$projectId/collection" params={params} search={ACCEPTED}>
        {t("deletion.acceptedPictures")}
      </Link>
    );
  }
  if (!isPlace(code)) return null;
  return (
    <Link to={PLACES[code].to} params={params}>
      {t(PLACES[code].name)}
    </Link>
  );
}

function isPlace(code: string): code is keyof typeof PLACES {
  return code in PLACES;
}
