import { UnstyledButton } from "@mantine/core";
import { Moment, StatusBadge, useI18n } from "@/panels/shared";
import { Plan } from "@/pages/report/Plan";
import side from "./Side.module.css";
import type { Result, TaskDetail } from "./TaskPage";

/** How the result in force was made: the method, the plan, and the checksum of its answers. */
export function HowMade({ result }: { result: Result }) {
  const { t } = useI18n();
  return (
    <details>
      <summary className={side.heading}>
        {t("consensus.howMade")} <small>{result.method}</small>
      </summary>
      <Plan parameters={result.parameters} inputsSha256={result.inputs_sha256} />
    </details>
  );
}

interface VersionsProps {
  versions: TaskDetail["versions"];
  /** The version that the page shows. */
  shown: number;
  onVersion: (version: number) => void;
}

/** Every result this item had: none is ever overwritten, and each can be looked at. */
export function Versions({ versions, shown, onVersion }: VersionsProps) {
  const { t, number } = useI18n();
  if (versions.length < 2) return null;
  return (
    <details>
      <summary className={side.heading}>{t("consensus.versions", { n: versions.length })}</summary>
      <div className={side.scroll}>
        <table className={side.table}>
          <thead>
            <tr>
              <th scope="col">{t("consensus.versionColumn")}</th>
              <th scope="col">{t("consensus.confidence")}</th>
              <th scope="col">{t("consensus.method")}</th>
              <th scope="col">{t("consensus.computed")}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((one) => (
              <tr key={one.version} data-chosen={one.version === shown || undefined}>
                <th scope="row">
                  <UnstyledButton
                    aria-pressed={one.version === shown}
                    aria-label={t("consensus.version", { n: one.version })}
                    onClick={() => onVersion(one.version)}
                  >
                    {one.version}
                  </UnstyledButton>{" "}
                  {one.is_current && (
                    <StatusBadge tone="good">{t("consensus.inForce")}</StatusBadge>
                  )}
                  {one.is_provisional && (
                    <StatusBadge tone="quiet">{t("consensus.provisional")}</StatusBadge>
                  )}
                </th>
                <td>{one.lowest_confidence === null ? "–" : number(one.lowest_confidence, 2)}</td>
                <td>{one.method}</td>
                <td>
                  <Moment iso={one.computed_at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
