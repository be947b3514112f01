import { Search } from "lucide-react";
import type { KeyboardEventHandler } from "react";
import { Input, SearchField } from "react-aria-components";
import { Icon } from "./Icon.tsx";
import styles from "./ListSearch.module.css";

type Props = {
  /** What is to be written, for the eye and for the ear. */
  label: string;
  autoFocus: boolean;
  onKeyDown?: KeyboardEventHandler;
  className?: string;
};

/** The field above a list that narrows down while one writes; both stand in an Autocomplete. */
export const ListSearch = ({ label, autoFocus, onKeyDown, className = "" }: Props) => (
  <SearchField aria-label={label} autoFocus={autoFocus} className={`${styles.field} ${className}`}>
    <Icon of={Search} size={14} />
    <Input placeholder={label} dir="auto" className={styles.input} onKeyDown={onKeyDown} />
  </SearchField>
);

/** How the list below it looks: its headings, its options with their names, and its words when nothing is left. */
export const rows = {
  heading: styles.heading!,
  option: styles.option!,
  name: styles.name!,
  empty: styles.empty!,
};
