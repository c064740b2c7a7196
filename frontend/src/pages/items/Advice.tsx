import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, apiQuery } from "@/api/query";
import { BarList, Card, Figure, Figures, Query, SelectField, useI18n } from "@/panels/shared";
import { useProject } from "@/pages/shell/project";
import { useCan } from "@/pages/shell/session";
import {
  GOALS,
  type Goal,
  leastSidePx,
  longestSidePx,
  smallShares,
  countOf,
  unbalanced,
} from "./sizing";
import { ItemsLink } from "./ItemsLink";
import type { Profile } from "./ProfilePage";

const PATH = "/api/v1/projects/{project_id}/pilot";
export type Pilot = Answered<typeof PATH>;
type Measured = Pilot["seconds"];

/** What the pictures and the first answers advise: kind of shape, sizes, effort, cost, balance. */
export function Advice({ profile }: { profile: Profile }) {
  const { t } = useI18n();
  const project = useProject();
  const pilot = useQuery(apiQuery(PATH, { params: { path: { project_id: project.id } } }));
  const longest = longestSidePx(profile.sizes);
  return (
    <>
      <Card title={t("items.adviceTitle")} note={t("items.adviceNote")}>
        <Kind />
        {longest !== null && (
          <p>{t("items.leastSize", { side: Math.ceil(leastSidePx(longest)), longest })}</p>
        )}
      </Card>
      <Query of={pilot}>
        {(data) => (
          <>
            <Effort pilot={data} />
            {data.balance.length > 0 && <Balance pilot={data} longest={longest} />}
          </>
        )}
      </Query>
    </>
  );
}

const GOAL_TEXTS: Readonly<Record<Goal, string>> = {
  classify: "items.goal_classify",
  find: "items.goal_find",
  turned: "items.goal_turned",
  parts: "items.goal_parts",
  lines: "items.goal_lines",
  outline: "items.goal_outline",
  pixels: "items.goal_pixels",
};
const KIND_TEXTS: Readonly<Record<Goal, string>> = {
  classify: "items.kind_classify",
  find: "items.kind_find",
  turned: "items.kind_turned",
  parts: "items.kind_parts",
  lines: "items.kind_lines",
  outline: "items.kind_outline",
  pixels: "items.kind_pixels",
};

/** Which kind of shape serves what the labels are for. */
function Kind() {
  const { t } = useI18n();
  const [goal, setGoal] = useState<Goal>("find");
  return (
    <>
      <SelectField
        label={t("items.goal")}
        data={GOALS.map((one) => ({ value: one, label: t(GOAL_TEXTS[one]) }))}
        value={goal}
        onChange={(value) => setGoal(value as Goal)}
      />
      <p role="status">{t(KIND_TEXTS[goal])}</p>
    </>
  );
}

/** What the pictures that nobody has answered yet would take. */
function Effort({ pilot }: { pilot: Pilot }) {
  const { t, number, money } = useI18n();
  const { seconds, shapes, hours, cost } = pilot;
  const note = pilot.answers_left > 0 && {
    n: pilot.pictures_left,
    answers: number(pilot.answers_left),
    overlap: pilot.overlap,
  };
  return (
    <Card title={t("items.effort")} note={note && t("items.effortNote", note)}>
      {seconds.value === null ? (
        <p>{t("items.pilotFirst", { n: pilot.picture_count })}</p>
      ) : (
        <Figures>
          <Estimate
            label={t("items.perAnswer")}
            of={seconds}
            write={(one) => t("items.seconds", { value: number(one, 1) })}
          />
          <Estimate label={t("items.shapesAnAnswer")} of={shapes} write={(one) => number(one, 1)} />
          <Estimate
            label={t("items.hoursLeft")}
            of={hours}
            write={(one) => t("items.hours", { value: number(one, 1) })}
          />
          <Figure
            label={t("items.costLeft")}
            value={
              cost.value === null
                ? t("items.noPrice")
                : money(Math.round(cost.value), pilot.price.currency)
            }
            note={t("items.pilotOf", {
              answers: number(pilot.answer_count),
              n: pilot.picture_count,
            })}
          />
        </Figures>
      )}
    </Card>
  );
}

interface EstimateProps {
  label: string;
  of: Measured;
  write: (value: number) => string;
}

function Estimate({ label, of, write }: EstimateProps) {
  const { t } = useI18n();
  const { value, lower, upper } = of;
  return (
    <Figure
      label={label}
      value={value === null ? "–" : write(value)}
      note={
        lower !== null &&
        upper !== null &&
        t("items.likely", { lower: write(lower), upper: write(upper) })
      }
    />
  );
}

/** How often each label stands in the newest labels, and where its objects are too small. */
function Balance({ pilot, longest }: { pilot: Pilot; longest: number | null }) {
  const { t, number } = useI18n();
  const canReview = useCan("reviewers", useProject().organisation_id);
  const small = longest === null ? [] : smallShares(pilot.balance, longest);
  return (
    <Card title={t("items.balance")} note={t("items.balanceNote", { n: pilot.label_count })}>
      <BarList
        title={t("items.balance")}
        rows={pilot.balance.map((one) => ({
          key: one.key,
          name: canReview ? (
            <ItemsLink search={{ label: one.key }}>{one.name}</ItemsLink>
          ) : (
            one.name
          ),
          value: countOf(one),
        }))}
      />
      {unbalanced(pilot.balance).map(({ most, rarest }) => (
        <p key={rarest.key}>
          {t("items.unbalanced", {
            rare: rarest.name,
            ratio: number(Math.round(countOf(most) / countOf(rarest))),
          })}
        </p>
      ))}
      {small.map((one) => (
        <p key={one.key}>
          {t("items.smallObjects", { label: one.name, side: number(one.small_side_px, 0) })}
        </p>
      ))}
    </Card>
  );
}
