import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { Card, Form, FormProblem, TextArea, TextField, useI18n } from "@/panels/shared";
import type { Community } from "@/pages/organisation/criteria";
import classes from "./Community.module.css";
import { STALE } from "./stale";

/** What the community is called and says of itself, for everybody who may know of it. */
export function About({ community }: { community: Community }) {
  const { t } = useI18n();
  const [isChanging, setChanging] = useState(false);
  return (
    <Card
      title={t("community.about")}
      note={t("community.aboutNote")}
      action={
        !isChanging && (
          <Button size="xs" onClick={() => setChanging(true)}>
            {t("community.changeAbout")}
          </Button>
        )
      }
    >
      {isChanging ? (
        <AboutForm community={community} onClose={() => setChanging(false)} />
      ) : (
        <p className={classes.body}>
          {community.description === "" ? t("community.noDescription") : community.description}
        </p>
      )}
    </Card>
  );
}

function AboutForm({ community, onClose }: { community: Community; onClose: () => void }) {
  const { t } = useI18n();
  const [name, setName] = useState(community.name);
  const [description, setDescription] = useState(community.description);
  const save = useSend({
    send: (body: { name: string; description: string }) =>
      answerOf(
        api.PATCH("/api/v1/communities/{community_id}", {
          params: { path: { community_id: community.id } },
          body,
        }),
      ),
    stale: STALE,
    onSuccess: onClose,
  });
  return (
    <Form onSubmit={() => save.mutate({ name, description })}>
      <TextField
        label={t("community.name")}
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.currentTarget.value)}
        problem={save.error}
        path="name"
        required
      />
      <TextArea
        label={t("community.description")}
        autosize
        minRows={2}
        value={description}
        maxLength={2000}
        onChange={(event) => setDescription(event.currentTarget.value)}
        problem={save.error}
        path="description"
      />
      <FormProblem problem={save.error} shownPaths={["name", "description"]} />
      <Group>
        <Button type="submit" variant="filled" loading={save.isPending}>
          {t("community.save")}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t("shared.cancel")}
        </Button>
      </Group>
    </Form>
  );
}
