import { Button, Group, MultiSelect } from "@mantine/core";
import { useState } from "react";
import type { Problem } from "@/api/problem";
import { Form, FormProblem, NumberField, SelectField, useI18n } from "@/panels/shared";
import { useOrganisationTraits } from "@/pages/organisation/use-traits";
import { organisationLayout } from "@/pages/shell/layouts";
import classes from "./Community.module.css";

export type Seats = Record<string, number>;
const USUAL_SEATS = 20;

interface QuotaEditorProps {
  trait: string;
  seats: Seats;
  problem: Problem | null;
  isPending: boolean;
  onSave: (quota: { trait: string; seats: Seats }) => void;
  onClose: () => void;
}

/** Which fact divides people, which answers are limited, and to how many. */
export function QuotaEditor(props: QuotaEditorProps) {
  const { t } = useI18n();
  const [trait, setTrait] = useState(props.trait === "" ? "country" : props.trait);
  const [seats, setSeats] = useState(props.seats);
  const { organisationId } = organisationLayout.useParams();
  const choices = (useOrganisationTraits(organisationId) ?? []).filter(
    ({ divides_people: dividesPeople }) => dividesPeople,
  );
  const chosen = choices.find(({ key }) => key === trait);
  const options = chosen?.options ?? [];
  const nameOf = (key: string) => options.find((option) => option.key === key)?.name ?? key;
  return (
    <Form onSubmit={() => props.onSave({ trait, seats })}>
      <SelectField
        label={t("community.quotaBy")}
        description={chosen?.type === "choices" ? t("community.quotaFirst") : undefined}
        data={choices.map(({ key, name }) => ({ value: key, label: name }))}
        value={trait}
        onChange={(key) => {
          setTrait(key ?? trait);
          setSeats({});
        }}
      />
      <MultiSelect
        label={t("community.quotaAnswers")}
        description={t("community.quotaAnswersNote")}
        searchable
        data={options.map(({ key, name }) => ({ value: key, label: name }))}
        value={Object.keys(seats)}
        onChange={(keys) =>
          setSeats(Object.fromEntries(keys.map((key) => [key, seats[key] ?? USUAL_SEATS])))
        }
      />
      <div className={classes.seats}>
        {Object.entries(seats).map(([key, count]) => (
          <NumberField
            key={key}
            label={nameOf(key)}
            min={0}
            value={count}
            onChange={(value) => setSeats((before) => ({ ...before, [key]: Number(value) }))}
          />
        ))}
      </div>
      <FormProblem problem={props.problem} />
      <Group>
        <Button type="submit" variant="filled" loading={props.isPending}>
          {t("community.save")}
        </Button>
        <Button variant="subtle" onClick={props.onClose}>
          {t("shared.cancel")}
        </Button>
      </Group>
    </Form>
  );
}
