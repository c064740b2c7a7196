import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiQuery } from "@/api/query";
import { Card, Query, SelectField, useI18n } from "@/panels/shared";
import { Link } from "@/pages/shell/Link";
import { DifferenceView } from "./DifferenceView";
import type { GuidelineVersion } from "./GuidelinePage";
import { RetractButton } from "./RetractButton";
import classes from "./Guideline.module.css";

interface VersionsCardProps {
  projectId: number;
  rows: readonly GuidelineVersion[];
}

/** Every version, what it changed against the one before, and how many have read the one in force. */
export function VersionsCard({ projectId, rows }: VersionsCardProps) {
  const { t, day } = useI18n();
  const [chosen, setChosen] = useState<string | null>(null);
  const readers = useQuery(
    apiQuery("/api/v1/projects/{project_id}/guideline-readers", {
      params: { path: { project_id: projectId } },
    }),
  );
  const index = Math.max(
    0,
    rows.findIndex(({ id }) => String(id) === chosen),
  );
  function nameOf({ state, number, published_at: since }: GuidelineVersion) {
    if (state === "retracted") return t("guideline.versionRetracted", { number });
    if (since === null || since === undefined) return t("guideline.draft", { number });
    return t("guideline.versionSince", { number, day: day(since) });
  }
  const [version, before] = [rows[index], rows[index + 1]];
  if (version === undefined) return null;
  return (
    <Card
      title={t("guideline.versions")}
      note={
        readers.data !== undefined &&
        readers.data.qualified > 0 && (
          <>
            {t("guideline.readers", { read: readers.data.read, all: readers.data.qualified })}{" "}
            <Link to="/p/$projectId/qualifications" params={{ projectId }}>
              {t("guideline.whoReads")}
            </Link>
          </>
        )
      }
      titleSize="section"
    >
      <SelectField
        w={320}
        maw="100%"
        label={t("guideline.version")}
        value={String(version.id)}
        onChange={setChosen}
        data={rows.map((row) => ({
          value: String(row.id),
          label: nameOf(row),
        }))}
      />
      {version.state === "published" && <RetractButton key={version.id} version={version} />}
      {before === undefined ? (
        <p className={classes.note}>{t("guideline.firstVersion")}</p>
      ) : (
        <>
          <p className={classes.note}>{t("guideline.against", { number: before.number })}</p>
          <Against version={version.id} since={before.id} />
        </>
      )}
    </Card>
  );
}

function Against({ version, since }: { version: number; since: number }) {
  const difference = useQuery(
    apiQuery("/api/v1/guideline-versions/{guideline_version_id}/difference", {
      params: { path: { guideline_version_id: version }, query: { since } },
    }),
  );
  return <Query of={difference}>{(data) => <DifferenceView difference={data} />}</Query>;
}
