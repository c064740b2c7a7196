import { Card, DataTable, Figure, Figures, useI18n } from "@/panels/shared";
import { SHAPE_KINDS } from "@/pages/report/words";
import type { Known, SkillDetail } from "./types";

type Drawn = NonNullable<SkillDetail["drawing"]>;

/** What a person finds, draws for nothing, and how their outlines lie, as the consensus learnt it. */
export function DrawingCard({ drawing }: { drawing: Drawn }) {
  const { t, number } = useI18n();
  const { finds, alarms, kinds } = drawing;
  return (
    <Card title={t("skill.drawing")} note={t("skill.drawingWhat")}>
      <Figures>
        <Figure
          label={t("skill.finds")}
          value={finds.value === null ? "–" : number(finds.value, 2)}
          note={
            finds.undefined_reason ??
            t("skill.findsNote", {
              found: drawing.found_count,
              n: finds.n ?? 0,
              crowd: number(drawing.crowd_finds, 2),
            })
          }
        />
        <Figure
          label={t("skill.alarms")}
          value={alarms.value === null ? "–" : t("skill.times", { value: number(alarms.value, 1) })}
          note={
            alarms.undefined_reason ??
            t("skill.alarmsNote", { nothing: drawing.for_nothing_count, n: alarms.n ?? 0 })
          }
        />
      </Figures>
      {kinds.length > 0 && <Outlines kinds={kinds} />}
      <p>{t("skill.drawingWords")}</p>
    </Card>
  );
}

function Outlines({ kinds }: { kinds: Drawn["kinds"] }) {
  const { t, number, percent: percentOf } = useI18n();
  const percent = (share: number) => percentOf(share, 1);
  function looseness({ value, lower, upper, undefined_reason: why }: Known) {
    if (value === null || lower === null || upper === null) return why ?? "–";
    const likely = t("format.bounds", { lower: percent(lower), upper: percent(upper) });
    if (lower <= 0 && upper >= 0) return t("skill.asOthers", { likely });
    return t(value > 0 ? "skill.looser" : "skill.tighter", {
      by: percent(Math.abs(value)),
      likely,
    });
  }
  return (
    <DataTable
      caption={t("skill.outlines")}
      rows={kinds}
      rowKey={(row) => row.kind}
      columns={[
        {
          key: "kind",
          title: t("report.kind"),
          isRowHeader: true,
          cell: (row) => t(SHAPE_KINDS[row.kind] ?? row.kind),
        },
        { key: "looseness", title: t("skill.outline"), cell: (row) => looseness(row.looseness) },
        {
          key: "scatter",
          title: t("skill.scatter"),
          isNumber: true,
          cell: ({ scatter }) => (scatter.value === null ? "–" : percent(scatter.value)),
        },
        {
          key: "n",
          title: t("skill.compared"),
          isNumber: true,
          cell: ({ scatter }) => number(scatter.n ?? 0),
        },
      ]}
    />
  );
}

/** How often the numbers somebody gives are careful, question by question. */
export function CarefulCard({ numbers }: { numbers: SkillDetail["numbers"] }) {
  const { t, number } = useI18n();
  return (
    <Card title={t("skill.careful")} note={t("skill.carefulWhat")}>
      <Figures>
        {numbers.map(({ key, name, careful, crowd_careful: crowd }) => (
          <Figure
            key={key}
            label={name}
            value={careful.value === null ? "–" : number(careful.value, 2)}
            note={
              careful.undefined_reason ??
              t("skill.carefulNote", { n: careful.n ?? 0, crowd: number(crowd ?? 0, 2) })
            }
          />
        ))}
      </Figures>
    </Card>
  );
}
