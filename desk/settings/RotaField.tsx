import type { Shift } from "../../contract/routing.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { ShiftList } from "./ShiftList.tsx";

type Props = { value: Shift[]; onChange: (rota: Shift[]) => void; error?: string };

const day = { from: "09:00", to: "17:00" };

/** When somebody works, shift by shift. */
export function RotaField(props: Props) {
  const { t } = useTexts();
  return (
    <ShiftList
      {...props}
      title={t("settings.rota")}
      hint={t("settings.rota.hint")}
      none={t("settings.rota.none")}
      next={(last) => (last ? { ...last, weekday: (last.weekday % 7) + 1 } : { weekday: 1, ...day })}
      more={
        <Button
          size="s"
          kind="quiet"
          onPress={() => props.onChange([1, 2, 3, 4, 5].map((weekday) => ({ weekday, ...day })))}
        >
          {t("settings.rota.week")}
        </Button>
      }
    />
  );
}
