import { ScrollArea, Table } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./DataTable.module.css";

export interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  /** The title's words, where it is more than words: a stacked row says them beside the value. */
  readonly name?: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end. */
  readonly isNumber?: boolean;
  /** Which way the rows are ordered by this column. */
  readonly sorted?: "ascending" | "descending" | undefined;
  /** On a phone a stacked row goes without it. */
  readonly isWideOnly?: boolean;
  /** Names the row to a screen reader; the first column when none says so. */
  readonly isRowHeader?: boolean;
}

/** What a cell says that has nothing to say: a stacked row goes without it. */
const NONE = "–";

interface DataTableProps<Row> {
  /** What the table holds; read out, and shown when `isCaptionShown`. */
  caption: string;
  isCaptionShown?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  isChosen?: (row: Row) => boolean;
  /** Rows of words: on a phone each is a block of its own, and no word is cut off at the side. */
  isStackable?: boolean;
}

/** Rows of 32; on a narrow screen it scrolls to the side inside its own box, or is stacked. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, isCaptionShown = false, columns, rows, rowKey, isStackable = false } = props;
  const headerKey = columns.find((column) => column.isRowHeader)?.key ?? columns[0]?.key;
  return (
    <ScrollArea
      type="auto"
      offsetScrollbars="present"
      viewportProps={{ tabIndex: 0, role: "region", "aria-label": caption }}
      classNames={{ root: classes.root, viewport: classes.viewport }}
    >
      <Table className={classes.table} data-stackable={isStackable || undefined}>
        <Table.Caption className={isCaptionShown ? undefined : classes.hidden}>
          {caption}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th
                key={column.key}
                scope="col"
                data-number={column.isNumber || undefined}
                aria-sort={column.sorted}
              >
                {column.title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)} data-chosen={props.isChosen?.(row) || undefined}>
              {columns.map((column) => {
                const isHeader = column.key === headerKey;
                const Cell = isHeader ? Table.Th : Table.Td;
                const content = column.cell(row);
                return (
                  <Cell
                    key={column.key}
                    data-number={column.isNumber || undefined}
                    data-wide-only={column.isWideOnly || undefined}
                    data-none={content === NONE || undefined}
                    data-title={column.name ?? wordsOf(column.title)}
                    {...(isHeader ? { scope: "row" } : {})}
                  >
                    {isStackable || isHeader ? <div>{content}</div> : content}
                  </Cell>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

function wordsOf(title: ReactNode): string | undefined {
  return typeof title === "string" ? title : undefined;
}
