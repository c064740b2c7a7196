import { Button, Group, Modal } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey } from "@/api/query";
import { useSend } from "@/api/send";
import { ConfirmDialog, Form, Query, SelectField, TextField, useI18n } from "@/panels/shared";
import { BucketKey } from "./BucketKey";
import { BUCKETS, type Bucket, useBuckets } from "./buckets";
import { NewBucket } from "./NewBucket";

interface FromBucketProps {
  organisationId: number;
  onImport: (bucketId: number, prefix: string) => void;
}

/** The way to pictures that lie in a bucket: which one, and where in it. */
export function FromBucket({ organisationId, onImport }: FromBucketProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="xs" onClick={() => setOpen(true)}>
        {t("items.fromBucket")}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t("items.fromBucket")}
        closeButtonProps={{ "aria-label": t("shared.close") }}
      >
        <Buckets
          organisationId={organisationId}
          onImport={(bucketId, prefix) => {
            setOpen(false);
            onImport(bucketId, prefix);
          }}
        />
      </Modal>
    </>
  );
}

function Buckets({ organisationId, onImport }: FromBucketProps) {
  const [isNaming, setNaming] = useState(false);
  const [added, setAdded] = useState<number | null>(null);
  const buckets = useBuckets(organisationId);
  return (
    <Query of={buckets}>
      {({ results }) =>
        isNaming || results.length === 0 ? (
          <NewBucket
            organisationId={organisationId}
            onAdded={(bucket) => {
              setAdded(bucket.id);
              setNaming(false);
            }}
            {...(results.length > 0 ? { onBack: () => setNaming(false) } : {})}
          />
        ) : (
          <Choice
            organisationId={organisationId}
            buckets={results}
            added={added}
            onImport={onImport}
            onAnother={() => setNaming(true)}
          />
        )
      }
    </Query>
  );
}

interface ChoiceProps extends FromBucketProps {
  buckets: readonly Bucket[];
  added: number | null;
  onAnother: () => void;
}

function Choice({ organisationId, buckets, added, onImport, onAnother }: ChoiceProps) {
  const { t } = useI18n();
  const [chosenId, setChosenId] = useState(added);
  const [prefix, setPrefix] = useState("");
  const [isKeying, setKeying] = useState(false);
  const chosen = buckets.find(({ id }) => id === chosenId) ?? buckets[0];
  if (chosen === undefined) return null;
  if (isKeying) {
    return (
      <BucketKey organisationId={organisationId} bucket={chosen} onDone={() => setKeying(false)} />
    );
  }
  return (
    <Form onSubmit={() => onImport(chosen.id, prefix)}>
      <SelectField
        label={t("items.bucket")}
        data={buckets.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={String(chosen.id)}
        onChange={(value) => setChosenId(Number(value))}
        description={`${chosen.endpoint}/${chosen.bucket_name}`}
      />
      <TextField
        label={t("items.prefix")}
        description={t("items.prefixNote")}
        value={prefix}
        onChange={(event) => setPrefix(event.currentTarget.value)}
      />
      <Group>
        <Button type="submit" variant="filled">
          {t("items.importBucket")}
        </Button>
        <Button variant="subtle" onClick={onAnother}>
          {t("items.anotherBucket")}
        </Button>
        <Button variant="subtle" onClick={() => setKeying(true)}>
          {t("items.bucketKey")}
        </Button>
        <RemoveBucket organisationId={organisationId} bucket={chosen} />
      </Group>
    </Form>
  );
}

function RemoveBucket({ organisationId, bucket }: { organisationId: number; bucket: Bucket }) {
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const place = { organisation_id: organisationId };
  const remove = useSend({
    send: () =>
      answerOf(
        api.DELETE("/api/v1/organisations/{organisation_id}/buckets/{bucket_id}", {
          params: { path: { ...place, bucket_id: bucket.id } },
        }),
      ),
    stale: [apiKey(BUCKETS, place)],
    onSuccess: () => setAsking(false),
  });
  return (
    <>
      <Button variant="subtle" onClick={() => setAsking(true)}>
        {t("items.removeBucket")}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={t("items.removeBucketTitle", { name: bucket.name })}
        verb={t("items.removeBucket")}
        isDangerous
        isPending={remove.isPending}
        problem={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      >
        {t("items.removeBucketNote")}
      </ConfirmDialog>
    </>
  );
}
