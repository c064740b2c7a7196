import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answerOf, api } from "@/api/client";
import { type Answered, apiKey, apiQuery } from "@/api/query";
import { useSend } from "@/api/send";
import { Card, CheckField, FormProblem, Query, useI18n } from "@/panels/shared";

const PATH = "/api/v1/me/mail-choices";
type Kind = keyof Answered<typeof PATH>;
const KIND_NAMES = {
  standing: "inbox.standing",
  appeal: "inbox.appeal",
  application: "inbox.application",
  invitation: "inbox.invitation",
  membership: "inbox.membership",
  qualification: "inbox.qualification",
  work: "inbox.work",
  payment: "inbox.payment",
  message: "inbox.message",
  waiting: "inbox.waiting",
} as const satisfies Record<Kind, string>;

/** Which kinds of notice come by mail too. */
export function MailChoices() {
  const { t } = useI18n();
  const choices = useQuery(apiQuery(PATH));
  const choose = useSend({
    send: ({ kind, isWanted }: { kind: Kind; isWanted: boolean }) =>
      answerOf(
        api.PUT("/api/v1/me/mail-choices/{notice_kind}", {
          params: { path: { notice_kind: kind } },
          body: { is_wanted: isWanted },
        }),
      ),
    stale: [apiKey(PATH)],
  });
  return (
    <Card title={t("inbox.byMail")} note={t("inbox.byMailNote")}>
      <Query of={choices}>
        {(data) => (
          <Stack gap="sm">
            {(Object.keys(KIND_NAMES) as Kind[]).map((kind) => (
              <CheckField
                key={kind}
                label={t(KIND_NAMES[kind])}
                checked={data[kind]}
                onChange={(event) => choose.mutate({ kind, isWanted: event.currentTarget.checked })}
              />
            ))}
          </Stack>
        )}
      </Query>
      <FormProblem problem={choose.error} />
    </Card>
  );
}
