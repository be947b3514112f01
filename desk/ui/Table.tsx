import type { ReactNode } from "react";
import styles from "./Table.module.css";

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Figures stand at the end edge, under each other. */
  align?: "start" | "end";
  /** A CSS width; the columns without one share what is left. */
  width?: string;
  /** Names the row for a screen reader. The first column does when none says so. */
  isRowHeader?: boolean;
  /** Left out on a phone. */
  wideOnly?: boolean;
};

type Props<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Shown in place of the rows when there are none. */
  empty?: ReactNode;
};

/** A plain table for settings and short lists; what can grow long is a VirtualList. */
export function Table<Row>({ label, columns, rows, keyOf, empty }: Props<Row>) {
  const header = columns.find((column) => column.isRowHeader) ?? columns[0];
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                style={{ inlineSize: column.width }}
                data-align={column.align}
                data-wide={column.wideOnly || undefined}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => {
                const Cell = column === header ? "th" : "td";
                return (
                  <Cell
                    key={column.id}
                    scope={column === header ? "row" : undefined}
                    data-align={column.align}
                    data-wide={column.wideOnly || undefined}
                  >
                    {column.cell(row)}
                  </Cell>
                );
              })}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length}>{empty}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
