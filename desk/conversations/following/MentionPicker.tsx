import { UsersRound } from "lucide-react";
import { type RefObject, useEffect, useId, useState } from "react";
import { createPortal } from "react-dom";
import type { Conversation } from "../../../contract/conversations.ts";
import { useAgents, useTeams } from "../../app/lookups.ts";
import { useMe } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Said } from "../../ui/Said.tsx";
import { Text } from "../../ui/Text.tsx";
import floatStyles from "../SlashPicker.module.css";
import { placeOf } from "../SlashPicker.tsx";
import type { Slash } from "../slash.ts";
import styles from "./MentionPicker.module.css";
import { mentionHtml } from "./mention-node.ts";
import { nameMatches } from "./name-match.ts";

type Props = {
  conversation: Conversation;
  /** What was typed after the @. */
  typed: Slash;
  /** Where the editor asks whether a key is for this list. */
  keys: RefObject<((event: KeyboardEvent) => boolean) | null>;
  onChoose: (html: string) => void;
  onClose: () => void;
};

interface Choice {
  kind: "agent" | "team";
  id: string;
  name: string;
  /** They stand behind the brand's wall: named, they would see nothing. */
  isUnseen: boolean;
}

const most = 8;

/** Colleagues by what is typed after the @, in whatever letters. The focus stays in the words. */
export function MentionPicker({ conversation, typed, keys, onChoose, onClose }: Props) {
  const { t } = useTexts();
  const list = useId();
  const choices = useChoices(conversation, typed.text);
  const [chosen, setChosen] = useState<string | null>(null);
  // Put away with Escape, until the @ goes or another one comes.
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const able = choices.filter(({ isUnseen }) => !isUnseen);
  const current = able.find(({ id }) => id === chosen) ?? able[0];
  const isShown = closedAt !== typed.from && (choices.length > 0 || typed.text.length < 12);

  function take(choice: Choice) {
    if (choice.isUnseen) return;
    onChoose(mentionHtml(choice));
    onClose();
  }

  useEffect(() => {
    keys.current = (event) => {
      if (!isShown || event.ctrlKey || event.metaKey || event.altKey) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && current) {
        setChosen(able[(able.indexOf(current) + step + able.length) % able.length]!.id);
        return true;
      }
      if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && current) {
        take(current);
        return true;
      }
      if (event.key !== "Escape") return false;
      setClosedAt(typed.from);
      return true;
    };
    return () => {
      keys.current = null;
    };
  });

  if (!isShown) return null;
  const group = (kind: Choice["kind"], label: string) => {
    const own = choices.filter((choice) => choice.kind === kind);
    if (own.length === 0) return null;
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
      <div role="group" aria-label={label}>
        <p className={floatStyles.kind} aria-hidden="true">
          {label}
        </p>
        {own.map((choice) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are taken by the editor
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the words
          <div
            key={choice.id}
            ref={choice === current ? intoView : undefined}
            role="option"
            aria-selected={choice === current}
            aria-disabled={choice.isUnseen || undefined}
            className={`${floatStyles.option} ${styles.option}`}
            onPointerMove={() => setChosen(choice.id)}
            onClick={() => take(choice)}
          >
            {choice.kind === "agent" ? (
              <Avatar name={choice.name} seed={choice.id} size={20} />
            ) : (
              <Icon of={UsersRound} size={16} />
            )}
            <bdi className={styles.name}>{choice.name}</bdi>
            {choice.isUnseen && (
              <Text quiet size="xs">
                {t("mention.unseen", { brand: conversation.brand.name })}
              </Text>
            )}
          </div>
        ))}
      </div>
    );
  };
  return createPortal(
    <section
      aria-label={t("mention.pick")}
      className={`${floatStyles.float} ${styles.float}`}
      style={placeOf(typed, 320)}
      onPointerDown={(event) => event.preventDefault()}
    >
      {choices.length === 0 ? (
        <p className={floatStyles.none}>{t("mention.none")}</p>
      ) : (
        <div
          id={list}
          role="listbox"
          aria-label={t("mention.pick")}
          className={floatStyles.list}
          tabIndex={-1}
        >
          {group("agent", t("mention.people"))}
          {group("team", t("mention.teams"))}
        </div>
      )}
      <Said role="status">{current && t("mention.current", { name: current.name, count: able.length })}</Said>
    </section>,
    document.body,
  );
}

/** Those who can be named first; the others are shown, so that nobody looks for them in vain. */
function useChoices({ brand }: Conversation, typed: string): Choice[] {
  const { compare } = useTexts();
  const me = useMe();
  const people = useAgents()
    .filter(({ id, status, name }) => status === "active" && id !== me.agent.id && nameMatches(name, typed))
    .map(
      ({ id, name, brands }): Choice => ({
        kind: "agent",
        id,
        name,
        isUnseen: brands !== null && !brands.includes(brand.id),
      }),
    );
  const teams = useTeams()
    .filter(({ name, brands }) => brands.includes(brand.id) && nameMatches(name, typed))
    .map(({ id, name }): Choice => ({ kind: "team", id, name, isUnseen: false }));
  const inOrder = (choices: Choice[]) =>
    choices.sort((a, b) => Number(a.isUnseen) - Number(b.isUnseen) || compare(a.name, b.name));
  return [...inOrder(people).slice(0, most), ...inOrder(teams).slice(0, most / 2)];
}

const intoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: "nearest" });
