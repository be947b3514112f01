import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { MissingScreen } from "../../app/failed-screens.tsx";
import { useBrands } from "../../app/lookups.ts";
import { usePageTitle } from "../../app/page-title.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Select } from "../../ui/Select.tsx";
import { KnowledgeHead } from "../KnowledgeHead.tsx";
import { Feedback } from "./Feedback.tsx";
import { Figures } from "./Figures.tsx";
import { type ReportName, type ReportSearch, reportNames } from "./filters.ts";
import { NotFound } from "./NotFound.tsx";
import styles from "./ReportsScreen.module.css";

const titles = {
  "not-found": "knowledge.unfound",
  feedback: "knowledge.feedback",
  figures: "knowledge.figures",
} as const satisfies Record<ReportName, string>;

/** What people looked for and did not find, what they said, and what became of articles. */
export function ReportsScreen() {
  const { t } = useTexts();
  const { report } = useParams({ from: "/desk/knowledge/reports/$report" });
  const search = useSearch({ from: "/desk/knowledge/reports/$report" });
  const name = reportNames.find((each) => each === report);
  usePageTitle(name ? t(titles[name]) : null);
  if (!name) return <MissingScreen />;
  return (
    <div className={styles.screen}>
      <KnowledgeHead />
      <div className={styles.scroll}>
        <div className={styles.page}>
          <Narrowing name={name} search={search} />
          {name === "not-found" ? (
            <NotFound search={search} />
          ) : name === "feedback" ? (
            <Feedback search={search} />
          ) : (
            <Figures search={search} />
          )}
        </div>
      </div>
    </div>
  );
}

const all = "all";
const days = [7, 28, 90, 365] as const;

function Narrowing({ name, search }: { name: ReportName; search: ReportSearch }) {
  const { t, compare } = useTexts();
  const navigate = useNavigate();
  const brands = useBrands();
  const change = (changes: ReportSearch) =>
    navigate({
      to: "/knowledge/reports/$report",
      params: { report: name },
      search: { ...search, ...changes },
      replace: true,
    });
  return (
    <div className={styles.filters}>
      {name === "feedback" ? (
        <Select
          label={t("knowledge.settled.label")}
          labelHidden
          options={[
            { id: "no", label: t("knowledge.settled.no") },
            { id: "yes", label: t("knowledge.settled.yes") },
          ]}
          value={search.settled ?? "no"}
          onChange={(id) => change({ settled: id === "yes" ? "yes" : undefined })}
        />
      ) : (
        <>
          <Select
            label={t("figures.period")}
            labelHidden
            options={days.map((each) => ({ id: String(each), label: t("knowledge.days", { count: each }) }))}
            value={String(search.days ?? 28)}
            onChange={(id) =>
              change({ days: days.find((each): each is 7 | 90 | 365 => String(each) === id && each !== 28) })
            }
          />
          <Select
            label={t("knowledge.place")}
            labelHidden
            options={[
              { id: all, label: t("knowledge.place.all") },
              ...(name === "not-found"
                ? (["help", "form", "chat"] as const)
                : (["form", "chat"] as const)
              ).map((id) => ({
                id,
                label: t(`knowledge.place.${id}`),
              })),
            ]}
            value={search.place ?? all}
            onChange={(id) => change({ place: id === all ? undefined : (id as ReportSearch["place"]) })}
          />
        </>
      )}
      {brands.length > 1 && (
        <Select
          label={t("knowledge.filter.brand")}
          labelHidden
          options={[
            { id: all, label: t("promises.brand.all") },
            ...brands
              .map(({ id, name: label }) => ({ id, label }))
              .toSorted((a, b) => compare(a.label, b.label)),
          ]}
          value={search.brand ?? all}
          onChange={(id) => change({ brand: id === all ? undefined : id })}
        />
      )}
    </div>
  );
}
