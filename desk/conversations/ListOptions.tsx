import { ArrowDownWideNarrow, CheckCheck, History } from "lucide-react";
import { useState } from "react";
import type { Sort } from "../../contract/conversations.ts";
import { useScreenWidth } from "../app/screen-width.ts";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "../ui/Button.tsx";
import { Menu, MenuItem, MenuSection, MenuTrigger } from "../ui/Menu.tsx";
import { type AfterAct, afterActs, useAfterAct } from "./after-act.ts";
import { BulkActsDialog } from "./bulk/BulkActsDialog.tsx";
import { type Density, useDensity } from "./density.ts";
import { sorts } from "./filters.ts";
import { type OpenList, useKeepLook, useLook } from "./saved-views.ts";
import { ColumnsDialog } from "./table/ColumnsDialog.tsx";

/** In which order, how close together, as rows or as a table, and what is opened after an act. */
export function ListOptions({ open, onSelecting }: { open: OpenList; onSelecting: () => void }) {
  const { t } = useTexts();
  const [density, setDensity] = useDensity();
  const [after, setAfter] = useAfterAct();
  const look = useLook(open.key);
  const keepLook = useKeepLook(open.key);
  const isPhone = useScreenWidth() === "phone";
  const [dialog, setDialog] = useState<"acts" | "columns" | null>(null);
  const { filters, view } = open;
  const usual = filters.text ? "relevance" : view === "due-soon" ? "due" : "newest";

  const sortBy = (sort: Exclude<Sort, "relevance">) => {
    open.change({ sort: sort === usual ? undefined : sort });
    if (!filters.text) keepLook({ sort: sort === usual ? null : sort });
  };

  return (
    <>
      <MenuTrigger>
        <IconButton icon={ArrowDownWideNarrow} label={t("inbox.options")} pressed={Boolean(filters.sort)} />
        <Menu label={t("inbox.options")} placement="bottom end">
          <MenuItem id="select" icon={CheckCheck} keys="x" onAction={onSelecting}>
            {t("bulk.select")}
          </MenuItem>
          <MenuItem id="acts" icon={History} onAction={() => setDialog("acts")}>
            {t("bulk.last")}
          </MenuItem>
          <MenuSection
            title={t("inbox.sort")}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[filters.sort ?? usual]}
            onSelectionChange={(keys) => sortBy([...keys][0] as (typeof sorts)[number])}
          >
            {sorts.map((sort) => (
              <MenuItem key={sort} id={sort}>
                {t(`inbox.sort.${sort}`)}
              </MenuItem>
            ))}
          </MenuSection>
          {!isPhone && (
            <MenuSection
              title={t("inbox.layout")}
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[look?.layout ?? "rows"]}
              onSelectionChange={(keys) => keepLook({ layout: [...keys][0] as "rows" | "table" })}
            >
              <MenuItem id="rows">{t("inbox.layout.rows")}</MenuItem>
              <MenuItem id="table">{t("inbox.layout.table")}</MenuItem>
            </MenuSection>
          )}
          {!isPhone && look?.layout === "table" && (
            <MenuItem id="columns" onAction={() => setDialog("columns")}>
              {t("inbox.columns")}
            </MenuItem>
          )}
          <MenuSection
            title={t("inbox.density")}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[density]}
            onSelectionChange={(keys) => setDensity([...keys][0] as Density)}
          >
            <MenuItem id="roomy">{t("inbox.density.roomy")}</MenuItem>
            <MenuItem id="dense">{t("inbox.density.dense")}</MenuItem>
          </MenuSection>
          <MenuSection
            title={t("inbox.after")}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[after]}
            onSelectionChange={(keys) => setAfter([...keys][0] as AfterAct)}
          >
            {afterActs.map((each) => (
              <MenuItem key={each} id={each}>
                {t(`inbox.after.${each}`)}
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </MenuTrigger>
      {dialog === "acts" && <BulkActsDialog onClose={() => setDialog(null)} />}
      {dialog === "columns" && <ColumnsDialog open={open} onClose={() => setDialog(null)} />}
    </>
  );
}
