import { Button, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { Card, Form, FormProblem, Page, PageHeader } from "@/panels/shared";
import { BarePage } from "@/pages/shell/BarePage";
import classes from "./AccountForm.module.css";

interface AccountFormProps {
  title: string;
  note?: ReactNode;
  verb: string;
  isPending: boolean;
  problem: Error | null;
  /** The places of the body that have a field of their own. */
  fields: readonly string[];
  onSubmit: () => void;
  children: ReactNode;
  /** Below the form: the way to its neighbours. */
  foot?: ReactNode;
}

/** A short form of somebody who is not signed in. */
export function AccountForm(props: AccountFormProps) {
  const submit = () => props.onSubmit();
  return (
    <BarePage>
      <Page isNarrow>
        <div className={classes.column}>
          <PageHeader title={props.title} note={props.note} />
          <Card>
            <Form onSubmit={submit}>
              <Stack gap="lg">
                {props.children}
                <FormProblem problem={props.problem} shownPaths={props.fields} />
                <Button type="submit" variant="filled" fullWidth loading={props.isPending}>
                  {props.verb}
                </Button>
              </Stack>
            </Form>
          </Card>
          {props.foot !== undefined && <p className={classes.foot}>{props.foot}</p>}
        </div>
      </Page>
    </BarePage>
  );
}
