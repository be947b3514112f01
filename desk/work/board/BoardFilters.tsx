import { useNavigate } from "@tanstack/react-router";
import { Locale } from "../../../contract/languages.ts";
import { useLines } from "../../app/lines.ts";
import { useTeams } from "../../app/lookups.ts";
import { languageName } from "../../conversations/words.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Select } from "../../ui/Select.tsx";
import { Switch } from "../../ui/Switch.tsx";
import styles from "./BoardScreen.module.css";
import type { BoardFilters as Filters } from "./filters.ts";

const all = "all";

/** Whose work is shown. */
export function BoardFilters({ filters }: { filters: Filters }) {
  const { t, locale, compare } = useTexts();
  const navigate = useNavigate();
  const teams = useTeams();
  const lines = useLines();
  const change = (changes: Partial<Filters>) =>
    navigate({ to: "/board", search: { ...filters, ...changes }, replace: true });
  const chosen = <Id extends string>(id: Id | typeof all) => (id === all ? undefined : id);

  return (
    <div className={styles.filters}>
      <Select
        label={t("board.filter.team")}
        labelHidden
        options={[
          { id: all, label: t("board.filter.team.all") },
          ...teams.toSorted((a, b) => compare(a.name, b.name)).map(({ id, name }) => ({ id, label: name })),
        ]}
        value={filters.team ?? all}
        onChange={(team) => change({ team: chosen(team) })}
      />
      <Select<Locale | typeof all>
        label={t("board.filter.language")}
        labelHidden
        options={[
          { id: all, label: t("board.languages.all") },
          ...Locale.options.map((id) => ({ id, label: languageName(id, locale) })),
        ]}
        value={filters.language ?? all}
        onChange={(language) => change({ language: chosen(language) })}
      />
      {lines.length > 1 && (
        <Select<(typeof lines)[number]["line"] | typeof all>
          label={t("board.filter.line")}
          labelHidden
          options={[
            { id: all, label: t("board.filter.line.all") },
            ...lines.map(({ line, name }) => ({ id: line, label: name })),
          ]}
          value={filters.line ?? all}
          onChange={(line) => change({ line: chosen(line) })}
        />
      )}
      <Switch
        isSelected={filters.here === "yes"}
        onChange={(isOn) => change({ here: isOn ? "yes" : undefined })}
      >
        {t("board.filter.here")}
      </Switch>
    </div>
  );
}
