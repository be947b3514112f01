import {
  AppWindow,
  Building2,
  Cpu,
  Landmark,
  type LucideIcon,
  ShoppingBag,
  UtensilsCrossed,
} from "lucide-react";
import { Trade } from "../../contract/workspace.ts";
import { useTexts } from "../texts/Texts.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";

const icons: Record<Trade, LucideIcon> = {
  shop: ShoppingBag,
  software: AppWindow,
  "device-maker": Cpu,
  restaurant: UtensilsCrossed,
  bank: Landmark,
  outsourcer: Building2,
};

type Props = { value: Trade | null; onChange: (trade: Trade) => void; error?: string };

export function TradeField({ value, onChange, error }: Props) {
  const { t } = useTexts();
  return (
    <RadioGroup
      label={t("accounts.setUp.trade")}
      description={t("accounts.setUp.tradeHint")}
      look="cards"
      options={Trade.options.map((trade) => ({
        id: trade,
        label: t(`trade.${trade}`),
        description: t(`trade.${trade}.words`),
        icon: icons[trade],
      }))}
      value={value}
      onChange={onChange}
      error={error}
    />
  );
}
