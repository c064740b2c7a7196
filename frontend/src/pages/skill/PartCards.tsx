import {
  Card,
  CardGrid,
  Figure,
  Figures,
  IntervalList,
  PartMatrix,
  SchemaSwatch,
  useI18n,
} from "@/panels/shared";
import type { Known, SkillPart } from "./types";

interface PartCardsProps {
  part: SkillPart;
  currency: string;
}

/** One part of the schema: rates by class, confusion, and what an answer tells. */
export function PartCards({ part, currency }: PartCardsProps) {
  const { t } = useI18n();
  return (
    <CardGrid columns="minmax(0, 1fr)">
      <CardGrid columns="2fr 3fr">
        <ByClass part={part} />
        <Card title={t("skill.confusion")} note={t("skill.confusionWhat")}>
          <PartMatrix
            title={t("skill.confusionOf", { name: part.name })}
            classes={part.classes}
            confusion={part.confusion}
          />
        </Card>
      </CardGrid>
      <Card title={t("skill.worth")} note={t("skill.worthWhat")}>
        <Figures>
          <KnownFigure label={t("skill.bits")} known={part.information_bits} />
          <KnownFigure
            label={t("skill.bitsPerCost", { currency })}
            known={part.information_per_cost}
          />
          <KnownFigure label={t("skill.spammer")} known={part.spammer_score} />
        </Figures>
        <p>{t("skill.spammerWhat")}</p>
      </Card>
    </CardGrid>
  );
}

function ByClass({ part }: { part: SkillPart }) {
  const { t } = useI18n();
  const names = new Map(part.classes.map((one) => [one.key, one]));
  return (
    <Card title={t("skill.byClass")}>
      <IntervalList
        title={t("skill.byClass")}
        rows={part.accuracy.map(({ key, value, lower, upper, n, undefined_reason: why }) => {
          const { name, color } = names.get(key) ?? { name: key, color: null };
          const isKnown = value !== null && lower !== null && upper !== null;
          return {
            key,
            name,
            mark: color === null ? undefined : <SchemaSwatch color={color} />,
            estimate: isKnown ? { value, lower, upper, count: n ?? 0 } : null,
            why,
          };
        })}
      />
    </Card>
  );
}

/** A figure with its doubt, or the reason for which there is none. */
export function KnownFigure({ label, known }: { label: string; known: Known }) {
  const { number, bounds } = useI18n();
  const { value, lower, upper } = known;
  const doubt = lower === null || upper === null ? undefined : bounds(lower, upper);
  return (
    <Figure
      label={label}
      value={value === null ? "–" : number(value, 2)}
      note={known.undefined_reason ?? doubt}
    />
  );
}
