import { Button, Group, MultiSelect, TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { apiKey, apiQuery } from "@/api/query";
import type { components } from "@/api/schema";
import { useSend } from "@/api/send";
import { useCount } from "@/pages/organisation/AudienceCount";
import {
  Callout,
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
import { type Addressees, ALL_ACTIVE, asSent, isWhole, useAddresseeCount } from "./addressees";
import { Narrowing } from "./Narrowing";
import classes from "./Community.module.css";

const PATH = "/api/v1/communities/{community_id}/announcements";
const STATES = ["active", "paused", "ineligible"] as const;
type Reached = (typeof STATES)[number];
const STATE_NAMES = {
  active: "community.active",
  paused: "community.paused",
  ineligible: "community.ineligible",
} as const satisfies Record<Reached, string>;

interface MessagesProps {
  communityId: number;
  /** Whose staff writes: they narrow it by answers and by steps as well, stewards do not. */
  organisationId?: number;
}

/** Words to members: to all, or to those that a filter names. */
export function Messages({ communityId, organisationId }: MessagesProps) {
  const [page, setPage] = useState(1);
  const sent = useQuery(
    apiQuery(PATH, { params: { path: { community_id: communityId }, query: { page } } }),
  );
  return (
    <div className={classes.stack}>
      <Compose communityId={communityId} organisationId={organisationId} />
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
                      <Moment iso={row.sent_at} /> <SentTo by={row} />
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

/** How many it went to: rounded down where answers count. */
function SentTo({ by }: { by: components["schemas"]["AnnouncementOut"] }) {
  const { t } = useI18n();
  const count = useCount();
  const n = by.recipient_count;
  return by.is_narrowed_by_answers && n > 0
    ? t("community.reachedOrMore", { n: count({ value: n }) })
    : t("community.reached", { n });
}

type Message = Addressees & { title: string; body: string };

function Compose({ communityId, organisationId }: MessagesProps) {
  const { t } = useI18n();
  const [title, setTitle] = useState("");
  const [body, setBody] = useState("");
  const [to, setTo] = useState(ALL_ACTIVE);
  const [isChecked, setChecked] = useState(false);
  const send = useSend({
    send: (message: Message, headers) =>
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
  function submit() {
    setChecked(true);
    if (isWhole(to) && to.states.length > 0) send.mutate({ title, body, ...asSent(to) });
  }
  return (
    <Card title={t("community.write")} note={t("community.writeNote")}>
      <Form onSubmit={submit}>
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
          value={to.states}
          error={to.states.length === 0 && t("community.toNoStates")}
          onChange={(chosen) => setTo({ ...to, states: chosen as Reached[] })}
        />
        <TagsInput
          label={t("community.toTags")}
          description={t("community.toTagsNote")}
          value={to.tags}
          onChange={(tags) => setTo({ ...to, tags })}
          maxTags={20}
        />
        {organisationId !== undefined && (
          <Narrowing
            organisationId={organisationId}
            communityId={communityId}
            to={to}
            isChecked={isChecked}
            onChange={setTo}
          />
        )}
        <Reach communityId={communityId} to={to} />
        {isChecked && !isWhole(to) && (
          <Callout tone="caution">{t("organisation.clauseLacksValue")}</Callout>
        )}
        <FormProblem problem={send.error} shownPaths={["title", "body"]} />
        <Group>
          <Button type="submit" variant="filled" loading={send.isPending}>
            {t("community.send")}
          </Button>
          <span role="status">{send.data !== undefined && <SentTo by={send.data} />}</span>
        </Group>
      </Form>
    </Card>
  );
}

/** How many it goes to as it is written now. */
function Reach({ communityId, to }: { communityId: number; to: Addressees }) {
  const { t, number } = useI18n();
  const count = useCount();
  const { data, error } = useAddresseeCount(communityId, to);
  if (error !== null) return <FormProblem problem={error} />;
  // What was counted last stays while it is counted anew: of nobody there is nothing to count.
  const people = to.states.length > 0 ? data?.people : undefined;
  const many = (value: number) => (to.criteria.length > 0 ? count({ value }) : number(value));
  return (
    <p className={classes.note} aria-live="polite">
      {people !== undefined &&
        (people.value === null
          ? t("community.goesToFew")
          : t("community.goesTo", { n: many(people.value) }))}
    </p>
  );
}
