import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useI18n } from "@/panels/shared";
import type { SchemaDefinition } from "@/model/schema";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import type { Against } from "./against";
import { EvaluationsCard } from "./EvaluationsCard";

interface ReleaseEvaluationsProps {
  releaseId: number;
  /** What the release speaks in. */
  schema: SchemaDefinition;
}

/** Models against a release; who may see the known answers may choose these instead. */
export function ReleaseEvaluations({ releaseId, schema }: ReleaseEvaluationsProps) {
  const { t } = useI18n();
  const { id: projectId, organisation_id: organisationId, schema_version: now } = useProject();
  const maySeeGold = useCan("managers", organisationId);
  const [kind, setKind] = useState<Against["kind"]>("release");
  const against: Against = kind === "gold" ? { kind, projectId } : { kind: "release", releaseId };
  const choice = maySeeGold && (
    <SegmentedControl
      aria-label={t("evaluation.heldAgainst")}
      value={kind}
      onChange={(value) => setKind(value === "gold" ? "gold" : "release")}
      data={[
        { value: "release", label: t("evaluation.thisRelease") },
        { value: "gold", label: t("evaluation.knownAnswers") },
      ]}
    />
  );
  return (
    <EvaluationsCard
      key={kind}
      against={against}
      projectId={projectId}
      schema={kind === "gold" ? (now?.definition as SchemaDefinition | undefined) : schema}
      action={choice || undefined}
    />
  );
}
