import { ArrowDownWideNarrow } from "lucide-react";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "../ui/Button.tsx";
import { Menu, MenuItem, MenuSection, MenuTrigger } from "../ui/Menu.tsx";
import { type Density, useDensity } from "./density.ts";
import type { Filters } from "./filters.ts";

type Props = { filters: Filters; onChange: (changes: Partial<Filters>) => void };

/** In which order, and how close together. */
export function ListOptions({ filters, onChange }: Props) {
  const { t } = useTexts();
  const [density, setDensity] = useDensity();
  return (
    <MenuTrigger>
      <IconButton icon={ArrowDownWideNarrow} label={t("inbox.options")} pressed={Boolean(filters.sort)} />
      <Menu label={t("inbox.options")} placement="bottom end">
        <MenuSection
          title={t("inbox.sort")}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[filters.sort ?? "newest"]}
          onSelectionChange={(keys) => onChange({ sort: [...keys][0] === "waiting" ? "waiting" : undefined })}
        >
          <MenuItem id="newest">{t("inbox.sort.newest")}</MenuItem>
          <MenuItem id="waiting">{t("inbox.sort.waiting")}</MenuItem>
        </MenuSection>
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
      </Menu>
    </MenuTrigger>
  );
}
