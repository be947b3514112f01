import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./Tabs.module.css";

export type TabSpec<Id extends string = string> = {
  id: Id;
  label: string;
  count?: number;
  content: ReactNode;
  disabled?: boolean;
};

type Props<Id extends string> = {
  label: string;
  tabs: readonly TabSpec<Id>[];
  selected?: Id;
  onChange?: (id: Id) => void;
};

export function Tabs<Id extends string>({ label, tabs, selected, onChange }: Props<Id>) {
  const { number } = useTexts();
  return (
    <AriaTabs className={styles.tabs} selectedKey={selected} onSelectionChange={(id) => onChange?.(id as Id)}>
      <TabList aria-label={label} className={styles.list}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} isDisabled={tab.disabled} className={styles.tab}>
            {tab.label}
            {tab.count !== undefined && <span className={styles.count}>{number(tab.count)}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={styles.panel}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
