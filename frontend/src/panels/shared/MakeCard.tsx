import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { Card } from "./Card";
import { FormProblem } from "./fields/FormProblem";
import { Form } from "./Form";
import { useI18n } from "./I18n";

interface MakeCardProps {
  title: string;
  verb: string;
  problem: Error | null;
  /** The places of the body that have a field of their own. */
  shownPaths: readonly string[];
  isPending: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** The form of a new one, above the list of those that are. */
export function MakeCard(props: MakeCardProps) {
  const { t } = useI18n();
  return (
    <Card title={props.title}>
      <Form onSubmit={props.onSubmit}>
        {props.children}
        <FormProblem problem={props.problem} shownPaths={props.shownPaths} />
        <Group>
          <Button type="submit" variant="filled" loading={props.isPending}>
            {props.verb}
          </Button>
          <Button variant="subtle" onClick={props.onClose}>
            {t("shared.cancel")}
          </Button>
        </Group>
      </Form>
    </Card>
  );
}
