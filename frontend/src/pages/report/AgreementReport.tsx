import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type Answered, apiQuery } from "@/api/query";
import type { I18n } from "@/model/i18n";
import {
  Card,
  CardGrid,
  IntervalList,
  Query,
  SchemaSwatch,
  Section,
  useI18n,
} from "@/panels/shared";
import { AgreementTables } from "./AgreementTables";
import { PairsCard } from "./PairsCard";
import { RESPECTS, TITLES } from "./respects";

const PATH = "/api/v1/projects/{project_id}/agreement";
type Agreement = Omit<Answered<typeof PATH>, "pairs">;
type Measure = NonNullable<Agreement["alpha"]>;

/** Every coefficient of agreement with its interval, by label, by question and by person. */
export function AgreementReport({ projectId }: { projectId: number }) {
  const agreement = useQuery(apiQuery(PATH, { params: { path: { project_id: projectId } } }));
  return (
    <Query of={agreement}>
      {(data) => (
        <AgreementParts agreement={data}>
          {data.pairs !== null && <PairsCard pairs={data.pairs} />}
        </AgreementParts>
      )}
    </Query>
  );
}

interface AgreementPartsProps {
  agreement: Agreement;
  /** What else is known of people, behind what is known of each. */
  children?: ReactNode;
}

/** The same of an agreement that is at hand. */
export function AgreementParts({ agreement, children }: AgreementPartsProps) {
  const { t } = useI18n();
  return (
    <Section title={t("report.agreement")} note={t("report.agreementWhat")}>
      <CardGrid columns="minmax(0, 1fr)">
        <CardGrid columns="1fr 1fr">
          <Coefficients agreement={agreement} />
          <People agreement={agreement} />
        </CardGrid>
        {children}
        <AgreementTables labels={agreement.labels} questions={agreement.questions} />
      </CardGrid>
    </Section>
  );
}

function Coefficients({ agreement }: { agreement: Agreement }) {
  const i18n = useI18n();
  const { t } = i18n;
  const ofShapes: [string, Measure | null][] = [
    ["report.figureShapeAlpha", agreement.shape_alpha],
    ["report.figureMeanIou", agreement.mean_iou],
    ["report.figureF150", agreement.f1_50],
    ["report.figureF175", agreement.f1_75],
  ];
  const all: [string, Measure | null][] = [
    ["report.figurePercent", agreement.percent],
    ["report.figureAlpha", agreement.alpha],
    ["report.figureAc1", agreement.ac1],
    ["report.figureFleiss", agreement.fleiss],
    ["report.figureCohen", agreement.cohen],
    ...(agreement.labels.length > 0 ? ofShapes : []),
  ];
  const first = agreement.questions[0];
  const ofWhat =
    agreement.labels.length > 0
      ? t("report.coefficientsOfLabels")
      : first && t("report.coefficientsOf", { name: first.name });
  return (
    <Card title={t("report.coefficients")} note={ofWhat}>
      <IntervalList
        title={t("report.coefficients")}
        rows={all.flatMap(([key, measure]) =>
          measure === null ? [] : [rowOf(key, t(key), measure, i18n)],
        )}
      />
      <ByField title={t("report.byAttribute")} fields={agreement.attributes} />
      <ByField
        title={t("report.byNumber")}
        fields={agreement.questions.filter(({ figures }) => figures.ratio !== undefined)}
      />
      {agreement.questions.map(({ key, name, options }) => (
        <ByOption key={key} title={t("report.byOption", { name })} options={options} />
      ))}
    </Card>
  );
}

interface ByFieldProps {
  title: string;
  fields: Agreement["questions"];
}

/** Krippendorff's alpha of each attribute of a label's shapes, or of each question of numbers. */
function ByField({ title, fields }: ByFieldProps) {
  const i18n = useI18n();
  if (fields.length === 0) return null;
  return (
    <IntervalList
      title={title}
      isTitleShown
      rows={fields.flatMap((field) => {
        const { alpha, ratio } = field.figures;
        const mark = field.color ? <SchemaSwatch color={field.color} /> : undefined;
        const rows = [{ ...rowOf(field.key, field.name, alpha, i18n), mark }];
        if (ratio === undefined) return rows;
        const name = i18n.t("report.byRatio", { name: field.name });
        return [...rows, { ...rowOf(`${field.key} ratio`, name, ratio, i18n), mark }];
      })}
    />
  );
}

interface ByOptionProps {
  title: string;
  options: Agreement["questions"][number]["options"];
}

/** Krippendorff's alpha of each answer to one question: which one people do not share. */
function ByOption({ title, options }: ByOptionProps) {
  const i18n = useI18n();
  if (options.length === 0) return null;
  return (
    <IntervalList
      title={title}
      isTitleShown
      rows={options.map((option) => rowOf(option.key, option.name, option, i18n))}
    />
  );
}

function People({ agreement }: { agreement: Agreement }) {
  const i18n = useI18n();
  const { t, number } = i18n;
  const respects = RESPECTS.filter((respect) =>
    agreement.annotators.some((one) => one[respect].value !== null),
  );
  return (
    <Card title={t("report.againstRest")} note={t("report.againstRestWhat")}>
      {respects.length === 0 && <p>{t("report.nobody")}</p>}
      {respects.map((respect) => (
        <IntervalList
          key={respect}
          title={t(TITLES[respect])}
          isTitleShown
          rows={agreement.annotators
            .toSorted((a, b) => (a[respect].value ?? 2) - (b[respect].value ?? 2))
            .map((one) => {
              const row = rowOf(String(one.annotator_id), one.pseudonym, one[respect], i18n);
              const kappa = one.kappa?.value ?? null;
              if (respect !== "classes" || kappa === null) return row;
              const values = { kappa: number(kappa, 2), count: row.count };
              return { ...row, count: t("report.kappaAnd", values) };
            })}
        />
      ))}
    </Card>
  );
}

function rowOf(
  key: string,
  name: string,
  measure: Measure,
  { t, number }: Pick<I18n, "t" | "number">,
) {
  const { value, lower, upper, item_count: count } = measure;
  const isKnown = value !== null && lower !== null && upper !== null;
  return {
    key,
    name,
    estimate: isKnown ? { value, lower, upper, count } : null,
    // A value without an interval is still worth its number, and each has its own.
    why: measure.undefined_reason ?? (value === null ? undefined : <>{number(value, 2)}</>),
    count: t("report.itemCount", { n: count }),
  };
}
