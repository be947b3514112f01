import { Download } from "lucide-react";
import { getFigureTable, type Span } from "../../contract/insights.ts";
import type { Line } from "../../contract/lines.ts";
import { addressOf } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "../ui/Button.tsx";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import styles from "./Controls.module.css";
import { questionOf } from "./filters.ts";
import { ActiveNarrowing, NarrowButton } from "./Narrowing.tsx";
import { PeriodPicker } from "./PeriodPicker.tsx";
import { useFilters } from "./sheet-place.ts";
import { TimeSwitch } from "./TimeSwitch.tsx";

type Props = { span: Span | undefined; line?: Line };

const tables = ["figures", "series", "breakdown", "backlog", "hours"] as const;

/** What the figures below are about: which days, which time, and whose. */
export function Controls({ span, line }: Props) {
  const { t } = useTexts();
  const filters = useFilters();
  const { by = line ? "agent" : "brand" } = filters;
  return (
    <div className={styles.controls}>
      <PeriodPicker span={span} />
      <TimeSwitch />
      <NarrowButton />
      <ActiveNarrowing />
      <span className={styles.end}>
        <MenuTrigger>
          <IconButton icon={Download} label={t("figures.export")} />
          <Menu label={t("figures.export")} placement="bottom end">
            {tables.map((table) => (
              <MenuItem
                key={table}
                id={table}
                href={addressOf(getFigureTable, {}, { ...questionOf(filters, line), table, by })}
              >
                {t(`figures.export.${table}`)}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      </span>
    </div>
  );
}
