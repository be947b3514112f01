import { Moment } from "../../../contract/clocks.ts";
import type { Line } from "../../../contract/lines.ts";
import { FieldRow } from "../../accounts/form.tsx";
import { ownName } from "../../app/line-words.ts";
import { useLines } from "../../app/lines.ts";
import type { TextKey } from "../../texts/messages.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Select } from "../../ui/Select.tsx";
import { NamesField } from "../NamesField.tsx";
import type { ClockDraft } from "./draft.ts";

type Props = {
  clock: ClockDraft;
  /** For which lines the policy is; none means all. */
  lines: readonly Line[];
  onChange: (changes: Partial<ClockDraft>) => void;
  faults: Record<string, TextKey>;
};

/** Of a clock of one's own: what it is called, and what starts and stops it. */
export function OwnClockFields({ clock, lines, onChange, faults }: Props) {
  const { t } = useTexts();
  const { starts, stops } = clock;
  const stages = useStages(lines);
  const fault = (path: string) => faults[path] && t(faults[path]);
  const isOfStage = starts === "stage" || stops === "stage";
  const moments = (of: "starts" | "stops") =>
    Moment.options
      // Nothing runs while a matter is closed, and it comes in but once.
      .filter((moment) => moment !== (of === "starts" ? "closed" : "opened"))
      .filter((moment) => moment !== "stage" || stages.length > 0 || clock[of] === "stage")
      .map((id) => ({
        id,
        label: t(
          id === "stage"
            ? of === "starts"
              ? "moment.stage.starts"
              : starts === "stage"
                ? "moment.stage.leaves"
                : "moment.stage.stops"
            : `moment.${id}`,
        ),
      }));
  return (
    <>
      <NamesField
        label={t("settings.clocks.ownName")}
        value={clock.names}
        onChange={(names) => onChange({ names })}
        error={fault("names")}
      />
      <FieldRow>
        <Select
          label={t("settings.clocks.starts")}
          options={moments("starts")}
          value={starts}
          onChange={(moment) => onChange({ starts: moment })}
        />
        <Select
          label={t("settings.clocks.stops")}
          options={moments("stops")}
          value={stops}
          onChange={(moment) => onChange({ stops: moment })}
          error={fault("stops")}
        />
      </FieldRow>
      {isOfStage && (
        <Select
          label={t("settings.clocks.stage")}
          options={stages}
          value={clock.stage}
          onChange={(stage) => onChange({ stage })}
          error={fault("stage")}
        />
      )}
    </>
  );
}

/** The stages of these lines, each once; with the line where there are several. */
function useStages(lines: readonly Line[]): { id: string; label: string }[] {
  const { locale } = useTexts();
  const known = useLines();
  const several = known.length > 1 && lines.length !== 1;
  const all = known
    .filter(({ line }) => lines.length === 0 || lines.includes(line))
    .flatMap(({ name, stages }) =>
      stages.map(({ key, names }) => {
        const own = ownName(names, locale) ?? key;
        return { id: key, label: several ? `${own} · ${name}` : own };
      }),
    );
  return all.filter(({ id }, at) => all.findIndex((each) => each.id === id) === at);
}
