import { Button } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import {
  Card,
  EmptyState,
  FormProblem,
  Moment,
  Page,
  PagedQuery,
  PageHeader,
  Row,
  Rows,
  StatusBadge,
  useI18n,
} from "@/panels/shared";
import classes from "./Inbox.module.css";
import { MailChoices } from "./MailChoices";

const PATH = "/api/v1/me/notices";
type Notice = Answered<typeof PATH>["results"][number];
const STALE = [apiKey(PATH), apiKey("/api/v1/me/notices/unread")];

function useRead() {
  return useSend({
    send: (ids: number[] | null) =>
      answerOf(api.POST("/api/v1/me/notices/read", { body: { ids } })),
    stale: STALE,
  });
}

/** What the reader was told, the newest first, and what of it comes by mail. */
export default function InboxPage() {
  const { t } = useI18n();
  const [page, setPage] = useState(1);
  const notices = useQuery(apiQuery(PATH, { params: { query: { page } } }));
  const unread = useQuery(apiQuery("/api/v1/me/notices/unread"));
  const read = useRead();
  return (
    <Page isNarrow>
      <PageHeader
        title={t("inbox.title")}
        note={t("inbox.note")}
        actions={
          (unread.data?.unread ?? 0) > 0 && (
            <Button loading={read.isPending} onClick={() => read.mutate(null)}>
              {t("inbox.readAll")}
            </Button>
          )
        }
      />
      <FormProblem problem={read.error} />
      <PagedQuery
        of={notices}
        page={page}
        onPage={setPage}
        empty={
          <EmptyState icon={IconInbox} title={t("inbox.noneTitle")}>
            {t("inbox.none")}
          </EmptyState>
        }
      >
        {(rows) => (
          <Card isFlush>
            <Rows>
              {rows.map((row) => (
                <Row key={row.id} isChosen={row.read_at === null}>
                  <Entry of={row} />
                </Row>
              ))}
            </Rows>
          </Card>
        )}
      </PagedQuery>
      <MailChoices />
    </Page>
  );
}

function Entry({ of }: { of: Notice }) {
  const { t } = useI18n();
  const router = useRouter();
  const read = useRead();
  async function open() {
    if (of.read_at === null) read.mutate([of.id]);
    // The server names a page of this application.
    if (of.href !== "") await router.navigate({ to: of.href as "/" });
  }
  return (
    <article className={classes.entry}>
      <div className={classes.what}>
        <h2 className={classes.title}>
          {of.title}{" "}
          {of.count > 1 && (
            <StatusBadge tone="quiet">{t("inbox.times", { n: of.count })}</StatusBadge>
          )}{" "}
          {of.read_at === null && <StatusBadge tone="active">{t("inbox.new")}</StatusBadge>}
        </h2>
        {of.body !== "" && <p className={classes.body}>{of.body}</p>}
        <p className={classes.when}>
          <Moment iso={of.created_at} />
        </p>
      </div>
      <Button
        size="xs"
        variant="subtle"
        aria-label={t("inbox.openOf", { title: of.title })}
        onClick={() => void open()}
      >
        {of.href === "" ? t("inbox.read") : t("inbox.open")}
      </Button>
    </article>
  );
}
