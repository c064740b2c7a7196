import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { meQuery } from "@/api/session";
import { Card, Code, Form, FormProblem, StatusBadge, TextField, useI18n } from "@/panels/shared";
import { ConfirmFirst } from "@/pages/account/ConfirmFirst";
import { Link } from "@/pages/shell/Link";
import { useMe } from "@/pages/shell/session";

/** The person's name, address and pseudonym; the name can be changed. */
export function NameCard() {
  const { t } = useI18n();
  const me = useMe();
  const [name, setName] = useState(me.display_name);
  const rename = useSend({
    send: (display_name: string) => answerOf(api.PATCH("/api/v1/me", { body: { display_name } })),
    stale: [meQuery.queryKey],
  });
  const submit = () => rename.mutate(name);
  return (
    <Card title={t("me.name")} titleSize="section">
      <Form onSubmit={submit}>
        <Stack gap="lg">
          <TextField
            label={t("me.displayName")}
            description={t("me.displayNameNote")}
            maxLength={80}
            problem={rename.error}
            path="display_name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <div>
            {t("me.pseudonym")} <Code>{me.pseudonym}</Code>
          </div>
          <div>
            {t("me.email")} {me.email}
          </div>
          <Link to="/me/account">{t("me.security")}</Link>
          <ConfirmFirst />
          <FormProblem problem={rename.error} shownPaths={["display_name"]} />
          <Group gap="md">
            <Button type="submit" variant="filled" loading={rename.isPending}>
              {t("me.save")}
            </Button>
            <span role="status">
              {rename.isSuccess && <StatusBadge tone="good">{t("me.saved")}</StatusBadge>}
            </span>
          </Group>
        </Stack>
      </Form>
    </Card>
  );
}
