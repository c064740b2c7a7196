import { Button, Group, MultiSelect, TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  Form,
  FormProblem,
  Moment,
  PagedQuery,
  Row,
  Rows,
  TextArea,
  TextField,
  useI18n,
} from "@/panels/shared";
import classes from "./Community.module.css";

const PATH = "/api/v1/communities/{community_id}/announcements";
const STATES = ["active", "paused", "ineligible"] as const;
type Reached = (typeof STATES)[number];
const STATE_NAMES = {
  active: "community.active",
  paused: "community.paused",
  ineligible: "community.ineligible",
} as const satisfies Record<Reached, string>;

/** Words to members: to all, or to those that state and tags name. */
export function Messages({ communityId }: { communityId: number }) {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const sent = useQuery(
    apiQuery(PATH, { params: { path: { community_id: communityId }, query: { page } } }),
  );
  return (
    <div className={classes.stack}>
      <Compose communityId={communityId} />
      <PagedQuery of={sent} page={page} onPage={setPage} empty={<></>}>
        {(rows) => (
          <Card isFlush>
            <Rows>
              {rows.map((row) => (
                <Row key={row.id}>
                  <div className={classes.what}>
                    <strong>{row.title}</strong>
                    <p className={classes.body}>{row.body}</p>
                    <p className={classes.note}>
                      <Moment iso={row.sent_at} />{" "}
                      {t("community.reached", { n: row.recipient_count })}
                    </p>
                  </div>
                </Row>
              ))}
            </Rows>
          </Card>
        )}
      </PagedQuery>
    </div>
  );
}

function Compose({ communityId }: { communityId: number }) {
  const { t } = useI18n();
  const [title, setTitle] = useState("");
  const [body, setBody] = useState("");
  const [states, setStates] = useState<Reached[]>(["active"]);
  const [tags, setTags] = useState<string[]>([]);
  const send = useSend({
    send: (message: { title: string; body: string; states: Reached[]; tags: string[] }, headers) =>
      answerOf(
        api.POST(PATH, {
          params: { path: { community_id: communityId } },
          body: message,
          headers,
        }),
      ),
    stale: [apiKey(PATH)],
    onSuccess: () => {
      setTitle("");
      setBody("");
    },
  });
  return (
    <Card title={t("community.write")} note={t("community.writeNote")}>
      <Form onSubmit={() => send.mutate({ title, body, states, tags })}>
        <TextField
          label={t("community.subject")}
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.currentTarget.value)}
          problem={send.error}
          path="title"
          required
        />
        <TextArea
          label={t("community.body")}
          autosize
          minRows={3}
          maxRows={12}
          value={body}
          maxLength={4000}
          onChange={(event) => setBody(event.currentTarget.value)}
          problem={send.error}
          path="body"
          required
        />
        <MultiSelect
          label={t("community.toStates")}
          data={STATES.map((value) => ({ value, label: t(STATE_NAMES[value]) }))}
          value={states}
          onChange={(chosen) => setStates(chosen as Reached[])}
        />
        <TagsInput
          label={t("community.toTags")}
          description={t("community.toTagsNote")}
          value={tags}
          onChange={setTags}
          maxTags={20}
        />
        <FormProblem problem={send.error} shownPaths={["title", "body"]} />
        <Group>
          <Button type="submit" variant="filled" loading={send.isPending}>
            {t("community.send")}
          </Button>
          <span role="status">
            {send.data !== undefined && t("community.reached", { n: send.data.recipient_count })}
          </span>
        </Group>
      </Form>
    </Card>
  );
}
