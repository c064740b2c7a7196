import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Page, PageHeader } from "./Page";
import { type Paged, PagedQuery } from "./PagedQuery";

interface ListPageProps<Row> {
  title: string;
  note: string;
  of: UseQueryResult<Paged<Row>>;
  page: number;
  onPage: (page: number) => void;
  /** The words on the button that makes one more, and its form; none for who may not. */
  making?: { verb: string; form: (close: () => void) => ReactNode };
  /** What narrows the list. */
  above?: ReactNode;
  /** What stands there when the list is empty and no form is open. */
  empty: ReactNode;
  children: (rows: readonly Row[]) => ReactNode;
}

/** A page that is one list, with the form for one more above it. */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const { making } = props;
  const [isMaking, setMaking] = useState(false);
  const makeButton = making !== undefined && !isMaking && (
    <Button variant="filled" onClick={() => setMaking(true)}>
      {making.verb}
    </Button>
  );
  return (
    <Page>
      <PageHeader title={props.title} note={props.note} actions={makeButton} />
      {props.above}
      {isMaking && making?.form(() => setMaking(false))}
      <PagedQuery
        of={props.of}
        page={props.page}
        onPage={props.onPage}
        empty={!isMaking && props.empty}
      >
        {props.children}
      </PagedQuery>
    </Page>
  );
}
