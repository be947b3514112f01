import type { TimeKind } from "../../contract/insights.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Segments } from "./Segments.tsx";
import { useChangeFilters, useFilters } from "./sheet-place.ts";

/** Durations as the customer lives them, or by the working hours of the line. */
export function TimeSwitch() {
  const { t } = useTexts();
  const { time = "calendar" } = useFilters();
  const change = useChangeFilters();
  return (
    <Segments<TimeKind>
      label={t("figures.time")}
      options={(["calendar", "working"] as const).map((id) => ({ id, label: t(`figures.time.${id}`) }))}
      value={time}
      onChange={(chosen) => change({ time: chosen === "calendar" ? undefined : chosen })}
    />
  );
}
