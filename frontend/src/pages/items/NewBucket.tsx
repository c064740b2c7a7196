import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import type { Problem } from "@/api/problem";
import { useSend } from "@/api/send";
import { CheckField, Form, FormProblem, PasswordField, TextField, useI18n } from "@/panels/shared";
import { BUCKETS, type Bucket } from "./buckets";

const EMPTY = {
  name: "",
  endpoint: "https://",
  bucket_name: "",
  region: "us-east-1",
  access_key_id: "",
  secret_access_key: "",
};
export const KEY_FIELDS = ["access_key_id", "secret_access_key"] as const;

interface NewBucketProps {
  organisationId: number;
  onAdded: (bucket: Bucket) => void;
  /** Back to the buckets that are known. */
  onBack?: () => void;
}

/** Where a bucket is, and the key to ask with. */
export function NewBucket({ organisationId, onAdded, onBack }: NewBucketProps) {
  const { t } = useI18n();
  const [given, setGiven] = useState(EMPTY);
  const [isByPath, setByPath] = useState(true);
  const place = { organisation_id: organisationId };
  const add = useSend({
    send: (body: typeof EMPTY & { is_by_path: boolean }, headers) =>
      answerOf(api.POST(BUCKETS, { params: { path: place }, body, headers })),
    stale: [apiKey(BUCKETS, place)],
    onSuccess: onAdded,
  });
  const field = fieldsOf(given, setGiven, add.error);
  return (
    <Form onSubmit={() => add.mutate({ ...given, is_by_path: isByPath })}>
      <TextField label={t("items.bucketCalled")} {...field("name")} required />
      <TextField
        label={t("items.endpoint")}
        description={t("items.endpointNote")}
        {...field("endpoint")}
        required
      />
      <TextField label={t("items.bucketName")} {...field("bucket_name")} required />
      <TextField label={t("items.region")} {...field("region")} required />
      <CheckField
        label={t("items.byPath")}
        checked={isByPath}
        onChange={(event) => setByPath(event.currentTarget.checked)}
      />
      <KeyFields field={field} />
      <FormProblem problem={add.error} shownPaths={Object.keys(EMPTY)} />
      <Group>
        <Button type="submit" variant="filled" loading={add.isPending}>
          {t("items.addBucket")}
        </Button>
        {onBack !== undefined && (
          <Button variant="subtle" onClick={onBack}>
            {t("items.knownBuckets")}
          </Button>
        )}
      </Group>
    </Form>
  );
}

/** The two halves of a key; the second is never shown again. */
export function KeyFields({ field }: { field: (path: (typeof KEY_FIELDS)[number]) => Field }) {
  const { t } = useI18n();
  return (
    <>
      <TextField
        label={t("items.keyId")}
        description={t("items.keyNote")}
        autoComplete="off"
        {...field("access_key_id")}
      />
      <PasswordField
        label={t("items.keySecret")}
        autoComplete="new-password"
        {...field("secret_access_key")}
      />
    </>
  );
}

interface Field {
  value: string;
  onChange: (event: { currentTarget: { value: string } }) => void;
  problem: Problem | null;
  path: string;
}

/** What each text field of a form needs, by its name. */
export function fieldsOf<Given extends Record<string, string>>(
  given: Given,
  setGiven: (next: Given) => void,
  problem: Problem | null,
) {
  return (path: keyof Given & string): Field => ({
    value: given[path] ?? "",
    onChange: (event) => setGiven({ ...given, [path]: event.currentTarget.value }),
    problem,
    path,
  });
}
