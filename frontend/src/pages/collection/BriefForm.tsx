import { Button, SimpleGrid } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import {
  Card,
  CheckField,
  Form,
  FormProblem,
  NumberField,
  SuccessCard,
  TextArea,
  TextField,
  useI18n,
} from "@/panels/shared";
import { type Brief, BRIEF, type BriefValues, sentOf, staleOf, valuesOf } from "./collection";
import { ExampleFields } from "./ExampleFields";
import { StrataFields } from "./StrataFields";

interface BriefFormProps {
  projectId: number;
  /** Null before there is one. */
  brief: Brief | null;
}

const SHOWN = ["body", "consent_body", "licence", "price_minor", "min_short_side_px"];

/** Everything a manager says of a collection, saved as a whole. */
export function BriefForm({ projectId, brief }: BriefFormProps) {
  const { t } = useI18n();
  const [values, setValues] = useState(() => valuesOf(brief));
  const send = useSend({
    send: (body: BriefValues) =>
      answerOf(api.PUT(BRIEF, { params: { path: { project_id: projectId } }, body: sentOf(body) })),
    stale: staleOf(projectId),
    onSuccess: (saved) => setValues(valuesOf(saved)),
  });
  const change = (part: Partial<BriefValues>) => setValues({ ...values, ...part });
  const problem = send.error;
  const numbers = [
    { key: "price_minor", label: t("collection.price"), step: 1 },
    { key: "reviews_wanted", label: t("collection.reviewsWanted"), step: 1 },
    { key: "review_price_minor", label: t("collection.reviewPrice"), step: 1 },
    { key: "min_short_side_px", label: t("collection.shortSide"), step: 100 },
    { key: "min_mean", label: t("collection.brightness"), step: 5 },
    { key: "min_sharpness", label: t("collection.sharpness"), step: 5 },
  ] as const;
  return (
    <Card title={t("collection.brief")} titleSize="section">
      <Form onSubmit={() => send.mutate(values)}>
        <TextArea
          label={t("collection.body")}
          value={values.body}
          maxLength={4000}
          onChange={(event) => change({ body: event.currentTarget.value })}
          problem={problem}
          path="body"
        />
        <StrataFields
          strata={values.strata}
          problem={problem}
          onChange={(strata) => change({ strata })}
        />
        <ExampleFields
          examples={values.examples}
          problem={problem}
          onChange={(examples) => change({ examples })}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
          {numbers.map(({ key, label, step }) => (
            <NumberField
              key={key}
              label={label}
              value={values[key]}
              onChange={(value) => change({ [key]: Number(value) })}
              step={step}
              problem={problem}
              path={key}
            />
          ))}
        </SimpleGrid>
        <TextArea
          label={t("collection.consent")}
          description={t("collection.consentHint")}
          value={values.consent_body}
          maxLength={8000}
          onChange={(event) => change({ consent_body: event.currentTarget.value })}
          problem={problem}
          path="consent_body"
        />
        <TextField
          label={t("collection.licence")}
          value={values.licence}
          maxLength={120}
          onChange={(event) => change({ licence: event.currentTarget.value })}
          problem={problem}
          path="licence"
        />
        <CheckField
          label={t("collection.qualified")}
          checked={values.asks_qualification}
          onChange={(event) => change({ asks_qualification: event.currentTarget.checked })}
        />
        <CheckField
          label={t("collection.open")}
          checked={values.is_open}
          onChange={(event) => change({ is_open: event.currentTarget.checked })}
        />
        <FormProblem problem={problem} shownPaths={SHOWN} />
        {send.isSuccess && <SuccessCard title={t("collection.saved")} />}
        <Button type="submit" variant="filled" loading={send.isPending}>
          {t("collection.save")}
        </Button>
      </Form>
    </Card>
  );
}
