import { useQuery } from "@tanstack/react-query";
import type { WorkProfile } from "../../contract/routing.ts";
import { useLines } from "../app/lines.ts";
import { useAgents } from "../app/lookups.ts";
import { useMay } from "../app/me.ts";
import { languageName } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Table } from "../ui/Table.tsx";
import { profilesQuery, useSkills } from "../work/queries.ts";
import { isolated } from "./isolated.ts";
import { Loaded } from "./Loaded.tsx";
import { NameCell } from "./NameCell.tsx";
import { Part } from "./Part.tsx";
import { addressOf, useGo, usePlace } from "./place.ts";
import { rotaWords } from "./rota-words.ts";
import styles from "./WorkPart.module.css";
import { WorkProfileDialog } from "./WorkProfileDialog.tsx";

/** What each colleague can take on, and when. */
export function WorkPart() {
  const { item } = usePlace();
  const go = useGo("work");
  const may = useMay("teams.manage");
  const profiles = useQuery(profilesQuery);
  const agents = useAgents();
  const open = profiles.data?.find(({ agent }) => agent === item);
  const openName = agents.find(({ id }) => id === item)?.name;
  return (
    <Part id="work">
      <Loaded of={profiles}>{(rows) => <Profiles rows={rows} may={may} />}</Loaded>
      {may && open && openName !== undefined && (
        <WorkProfileDialog key={open.agent} profile={open} name={openName} onClose={() => go()} />
      )}
    </Part>
  );
}

function Profiles({ rows, may }: { rows: WorkProfile[]; may: boolean }) {
  const texts = useTexts();
  const { t, compare, list, locale } = texts;
  const agents = useAgents();
  const skills = useSkills();
  const lines = useLines();
  const nameOf = ({ agent }: WorkProfile) => agents.find(({ id }) => id === agent)?.name ?? "";

  const capacity = (profile: WorkProfile) => {
    const own = lines.filter(({ line }) => !profile.lines.length || profile.lines.includes(line));
    return own.map(({ line, name }) => (
      <div key={line} className={styles.whole}>
        {lines.length > 1
          ? t("settings.work.capacityOf", { line: name, count: profile.capacity[line] })
          : t("settings.work.points", { count: profile.capacity[line] })}
      </div>
    ));
  };
  return (
    <Table
      label={t("settings.work")}
      rows={rows.filter(nameOf).toSorted((a, b) => compare(nameOf(a), nameOf(b)))}
      keyOf={(profile) => profile.agent}
      columns={[
        {
          id: "person",
          header: t("settings.work.person"),
          cell: (profile) => (
            <NameCell
              name={nameOf(profile)}
              href={may ? addressOf("work", profile.agent) : undefined}
              mark={<Avatar name={nameOf(profile)} seed={profile.agent} size={28} />}
            />
          ),
        },
        {
          id: "languages",
          header: t("settings.work.languages"),
          cell: ({ languages }) =>
            languages.length
              ? list(languages.map((each) => languageName(each, locale)))
              : t("board.languages.all"),
        },
        {
          id: "skills",
          header: t("settings.skills"),
          wideOnly: true,
          cell: (profile) =>
            list(
              skills
                .filter(({ id }) => profile.skills.includes(id))
                .map(({ name }) => name)
                .sort(compare)
                .map(isolated),
            ) || t("settings.none"),
        },
        { id: "capacity", header: t("settings.work.capacity"), wideOnly: true, cell: capacity },
        {
          id: "hours",
          header: t("settings.work.hours"),
          wideOnly: true,
          cell: ({ rota }) => (rota.length ? rotaWords(rota, texts) : t("settings.work.always")),
        },
      ]}
    />
  );
}
