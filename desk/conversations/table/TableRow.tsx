import type { Conversation } from "../../../contract/conversations.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Said } from "../../ui/Said.tsx";
import { Text } from "../../ui/Text.tsx";
import type { RowState } from "../../ui/VirtualList.tsx";
import { SelectBox } from "../SelectBox.tsx";
import type { Selection } from "../selection.ts";
import { toldLanguage } from "../words.ts";
import type { TableColumn } from "./columns.tsx";
import styles from "./Table.module.css";

type Props = {
  conversation: Conversation;
  row: RowState;
  columns: readonly TableColumn[];
  selection: Selection;
};

/** A conversation in one line of columns. */
export function TableRow({ conversation, row, columns, selection }: Props) {
  const { t } = useTexts();
  const { number, subject, unread, customer } = conversation;
  return (
    <div className={styles.row} data-unread={unread || undefined}>
      <SelectBox conversation={conversation} selection={selection} isShown />
      <span className={styles.number}>#{number}</span>
      <a {...row.link} className={styles.subject}>
        <Said>
          {unread ? `${t("inbox.row.unread")} ` : ""}
          {customer.name}:{" "}
        </Said>
        <Text language={toldLanguage(conversation.language)} clip>
          {subject || t("conversation.noSubject")}
        </Text>
      </a>
      {columns.map(({ id, cell }) => (
        <span key={id} className={styles.cell}>
          <bdi>{cell(conversation)}</bdi>
        </span>
      ))}
    </div>
  );
}

/** What stands above the columns. */
export function TableHead({ columns }: { columns: readonly TableColumn[] }) {
  const { t } = useTexts();
  return (
    <div className={styles.head} aria-hidden>
      <span />
      <span className={styles.number}>{t("inbox.column.number")}</span>
      <span>{t("inbox.column.subject")}</span>
      {columns.map(({ id, name }) => (
        <span key={id} className={styles.cell}>
          {name}
        </span>
      ))}
    </div>
  );
}

/** The tracks of head and rows, so that they stand under each other. */
export const tracksOf = (columns: readonly TableColumn[]) =>
  ["1.5rem", "4rem", "minmax(14rem, 1fr)", ...columns.map(({ width }) => `${width}rem`)].join(" ");

/** Below that the table scrolls sideways, in rem. */
export const widthOf = (columns: readonly TableColumn[]) =>
  22 + columns.reduce((sum, { width }) => sum + width + 0.75, 0);
