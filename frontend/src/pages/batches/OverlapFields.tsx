import { SimpleGrid } from "@mantine/core";
import type { Problem } from "@/api/problem";
import { CheckField, NumberField, useI18n } from "@/panels/shared";

/** How a batch asks on until it is sure. */
export interface Adaptive {
  readonly isOn: boolean;
  readonly least: number | string;
  readonly most: number | string;
  readonly auditPercent: number | string;
}

interface OverlapFieldsProps {
  adaptive: Adaptive;
  onAdaptive: (adaptive: Adaptive) => void;
  overlap: number | string;
  onOverlap: (overlap: number | string) => void;
  /** The confidence the project asks for. */
  target: number;
  problem: Problem | null;
}

/** How many people are asked of an item: a fixed number, or as many as it takes. */
export function OverlapFields(props: OverlapFieldsProps) {
  const { adaptive, onAdaptive, overlap, onOverlap, target, problem } = props;
  const { t, number } = useI18n();
  return (
    <>
      <CheckField
        label={t("batches.adaptive")}
        description={t("batches.adaptiveHint", { target: number(target, 2) })}
        checked={adaptive.isOn}
        onChange={(event) => onAdaptive({ ...adaptive, isOn: event.currentTarget.checked })}
        problem={problem}
        path="is_adaptive"
        my="md"
      />
      <SimpleGrid cols={{ base: 1, sm: adaptive.isOn ? 4 : 2 }} style={{ alignItems: "end" }}>
        <NumberField
          label={t("batches.overlap")}
          description={t(adaptive.isOn ? "batches.overlapFirst" : "batches.overlapHint")}
          value={overlap}
          onChange={onOverlap}
          min={1}
          max={15}
          problem={problem}
          path="overlap"
        />
        {adaptive.isOn && (
          <>
            <NumberField
              label={t("batches.least")}
              value={adaptive.least}
              onChange={(least) => onAdaptive({ ...adaptive, least })}
              min={1}
              max={15}
              problem={problem}
              path="overlap_min"
            />
            <NumberField
              label={t("batches.most")}
              value={adaptive.most}
              onChange={(most) => onAdaptive({ ...adaptive, most })}
              min={1}
              max={15}
              problem={problem}
              path="overlap_max"
            />
            <NumberField
              label={t("batches.audits")}
              description={t("batches.auditsHint")}
              value={adaptive.auditPercent}
              onChange={(auditPercent) => onAdaptive({ ...adaptive, auditPercent })}
              max={100}
              problem={problem}
              path="audit_share"
            />
          </>
        )}
      </SimpleGrid>
    </>
  );
}
