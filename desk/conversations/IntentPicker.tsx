import { Button } from "react-aria-components";
import type { Conversation } from "../../contract/conversations.ts";
import { useIntentName, useIntentsOf, useLineName, useLinesOf } from "../app/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import { KeyCap } from "../ui/KeyCap.tsx";
import { useKey } from "../ui/keys.ts";
import { ChoiceList } from "./ChoiceList.tsx";
import { useAmend } from "./changes.ts";
import styles from "./picker.module.css";
import { useSorting } from "./sorting.ts";
import { WhySorted } from "./WhySorted.tsx";

type Props = {
  conversation: Conversation;
  isFixed: boolean;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
};

/** On which line it is and what it is about. A guess says how sure it is; one key puts it right. */
export function IntentPicker({ conversation, isFixed, isOpen, onOpenChange: setOpen }: Props) {
  const { t, number } = useTexts();
  const { id, line, intent, brand, toSort } = conversation;
  const { triage, guesses, choose } = useSorting(conversation);
  const amend = useAmend(id);
  const nameOf = useIntentName();
  const lineName = useLineName()(line, brand.id);
  const lines = useLinesOf(brand.id);
  const intents = useIntentsOf(lines);
  // Its marks of direction are no part of what is read out; `bdi` keeps the sign in its place.
  const percent = (share: number) =>
    number(share, { style: "percent", maximumFractionDigits: 0 }).replaceAll("\u200e", "");
  const several = lines.length > 1;

  useKey("sort", "l", () => setOpen(true), { enabled: !isFixed });
  useKey("guess1", "1", () => choose(guesses[0]?.intent), { enabled: !isFixed && guesses.length > 0 });
  useKey("guess2", "2", () => choose(guesses[1]?.intent), { enabled: !isFixed && guesses.length > 1 });
  useKey("guess3", "3", () => choose(guesses[2]?.intent), { enabled: !isFixed && guesses.length > 2 });

  const name = intent === null ? t("triage.unsaid") : nameOf(intent);
  const share =
    triage && !triage.sortedBy && !toSort
      ? triage.intents.find((each) => each.intent === intent)?.p
      : undefined;

  const shown = (
    <>
      {lineName && (
        <>
          <span className={styles.dot} data-line={line} aria-hidden="true" />
          <bdi>{lineName}</bdi>{" "}
        </>
      )}
      {/* While three chips ask what it is, the head does not ask as well. */}
      {!(toSort && lineName) && (
        <span className={styles.intent} data-unsaid={intent === null || undefined}>
          <bdi className={styles.name}>{name}</bdi>{" "}
          {share !== undefined && <bdi className={styles.share}>{percent(share)}</bdi>}
        </span>
      )}
    </>
  );
  if (isFixed) return <span className={styles.fixed}>{shown}</span>;

  function onChoose(chosen: string) {
    setOpen(false);
    const [kind, key] = chosen.split(":");
    if (kind === "line") amend.mutate({ line: lines.find((each) => each.line === key)!.line });
    else choose(key);
  }
  const said = [lineName, name, share !== undefined && t("triage.sure", { share: percent(share) })]
    .filter(Boolean)
    .join(" ");
  return (
    <ChoiceList
      isOpen={isOpen}
      onOpenChange={setOpen}
      label={t("triage.about")}
      hint={t("triage.find")}
      chosen={intent ? [`intent:${intent}`, `line:${line}`] : [`line:${line}`]}
      onChoose={onChoose}
      byDigit={guesses.map((guess) => `guess:${guess.intent}`)}
      groups={[
        {
          id: "guesses",
          title: t("triage.likeliest"),
          choices: guesses.map((guess, index) => ({
            id: `guess:${guess.intent}`,
            label: guess.name,
            mark: several && <span className={styles.dot} data-line={guess.line} />,
            end: (
              <>
                {percent(guess.share)}
                <KeyCap keys={String(index + 1)} />
              </>
            ),
          })),
        },
        ...lines.map((each) => ({
          id: `of ${each.line}`,
          title: several ? each.name : t("triage.all"),
          choices: intents
            .filter((one) => one.line === each.line)
            .map((one) => ({
              id: `intent:${one.key}`,
              label: one.name,
              mark: several && <span className={styles.dot} data-line={one.line} />,
            })),
        })),
        {
          id: "line",
          title: t("triage.lineAlone"),
          choices: several
            ? lines.map((each) => ({
                id: `line:${each.line}`,
                label: each.name,
                mark: <span className={styles.dot} data-line={each.line} />,
              }))
            : [],
        },
      ]}
      foot={triage && <WhySorted triage={triage} nameOf={nameOf} />}
    >
      <Button className={styles.picker} aria-label={t("triage.about.is", { said })}>
        {shown}
      </Button>
    </ChoiceList>
  );
}
