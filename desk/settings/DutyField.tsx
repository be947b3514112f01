import type { Duty } from "../../contract/routing.ts";
import { useAgents } from "../app/lookups.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Select } from "../ui/Select.tsx";
import { ShiftList } from "./ShiftList.tsx";

type Props = { value: Duty[]; onChange: (duty: Duty[]) => void; error?: string };

const night = { weekday: 6, from: "18:00", to: "09:00" };

/** Who gets what comes to a queue while its team is not there. */
export function DutyField(props: Props) {
  const { t, compare } = useTexts();
  const people = useAgents()
    .filter(({ status }) => status === "active")
    .toSorted((a, b) => compare(a.name, b.name));
  const first = people[0]?.id;
  if (!first) return null;
  return (
    <ShiftList
      {...props}
      title={t("settings.queues.duty")}
      hint={t("settings.queues.dutyHint")}
      none={t("settings.queues.noDuty")}
      next={(last) => (last ? { ...last, weekday: (last.weekday % 7) + 1 } : { agent: first, ...night })}
      who={({ agent }, change) => (
        <Select
          label={t("settings.queues.onDuty")}
          labelHidden
          options={people.map(({ id, name }) => ({ id, label: name }))}
          value={agent}
          onChange={(id) => change({ agent: id })}
        />
      )}
    />
  );
}
