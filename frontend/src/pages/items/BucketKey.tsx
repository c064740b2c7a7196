import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { Form, FormProblem, useI18n } from "@/panels/shared";
import { BUCKETS, type Bucket } from "./buckets";
import { KEY_FIELDS, KeyFields, fieldsOf } from "./NewBucket";

interface BucketKeyProps {
  organisationId: number;
  bucket: Bucket;
  onDone: () => void;
}

/** Another key for a bucket; an empty one asks as anybody may. */
export function BucketKey({ organisationId, bucket, onDone }: BucketKeyProps) {
  const { t } = useI18n();
  const [given, setGiven] = useState({
    access_key_id: bucket.access_key_id,
    secret_access_key: "",
  });
  const place = { organisation_id: organisationId };
  const change = useSend({
    send: (body: typeof given) =>
      answerOf(
        api.PATCH("/api/v1/organisations/{organisation_id}/buckets/{bucket_id}", {
          params: { path: { ...place, bucket_id: bucket.id } },
          body,
        }),
      ),
    stale: [apiKey(BUCKETS, place)],
    onSuccess: onDone,
  });
  return (
    <Form onSubmit={() => change.mutate(given)}>
      <KeyFields field={fieldsOf(given, setGiven, change.error)} />
      <FormProblem problem={change.error} shownPaths={KEY_FIELDS} />
      <Group>
        <Button type="submit" variant="filled" loading={change.isPending}>
          {t("items.saveKey")}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t("items.knownBuckets")}
        </Button>
      </Group>
    </Form>
  );
}
