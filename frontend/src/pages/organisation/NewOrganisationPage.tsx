import { Button } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { answerOf, api } from "@/api/client";
import { useSend } from "@/api/send";
import { meQuery } from "@/api/session";
import { Card, Form, FormProblem, Page, PageHeader, TextField, useI18n } from "@/panels/shared";

/** Founds an organisation; its founder is its owner. */
export default function NewOrganisationPage() {
  const { t } = useI18n();
  const router = useRouter();
  const [name, setName] = useState("");
  const found = useSend({
    send: (body: { name: string }, headers) =>
      answerOf(api.POST("/api/v1/organisations", { body, headers })),
    stale: [meQuery.queryKey],
  });
  async function submit() {
    const organisation = await found.mutateAsync({ name }).catch(() => null);
    if (organisation === null) return; // the form shows `found.error`
    await router.navigate({
      to: "/o/$organisationId",
      params: { organisationId: organisation.id },
    });
  }
  return (
    <Page isNarrow>
      <PageHeader title={t("organisation.new")} note={t("organisation.newNote")} />
      <Card>
        <Form onSubmit={() => void submit()}>
          <TextField
            label={t("organisation.name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            problem={found.error}
            path="name"
            required
          />
          <FormProblem problem={found.error} shownPaths={["name"]} />
          <Button type="submit" variant="filled" loading={found.isPending}>
            {t("organisation.found")}
          </Button>
        </Form>
      </Card>
    </Page>
  );
}
