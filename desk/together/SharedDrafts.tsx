import { useQuery } from "@tanstack/react-query";
import { FilePen, Paperclip } from "lucide-react";
import type { Conversation, Draft } from "../../contract/conversations.ts";
import type { SharedDraft } from "../../contract/together.ts";
import { textOfComposed } from "../conversations/composed-html.ts";
import type { DraftKeeper } from "../conversations/draft-keeper.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./SharedDrafts.module.css";
import { sharedDraftsQuery, useTaking } from "./shared.ts";

type Props = {
  conversation: Conversation;
  keeper: DraftKeeper;
  onTaken: (draft: Draft) => void;
};

/** What colleagues began to write and let others finish: to be read as it grows, and taken over. */
export function SharedDrafts({ conversation, keeper, onTaken }: Props) {
  const { data: drafts = [] } = useQuery(sharedDraftsQuery(conversation.id));
  const taking = useTaking(conversation.id, keeper, onTaken);
  return drafts.map((draft) => (
    <Card
      key={draft.author.id}
      draft={draft}
      isWriting={conversation.claim?.agent.id === draft.author.id}
      busy={taking.isPending}
      problem={taking.variables === draft.author.id ? taking.error : null}
      onTake={() => taking.mutate(draft.author.id)}
    />
  ));
}

type CardProps = {
  draft: SharedDraft;
  isWriting: boolean;
  busy: boolean;
  problem: unknown;
  onTake: () => void;
};

function Card({ draft, isWriting, busy, problem, onTake }: CardProps) {
  const { t } = useTexts();
  const { author, attachments, html, kind, updatedAt } = draft;
  const title = t(kind === "note" ? "together.draftOf.note" : "together.draftOf", { name: author.name });
  return (
    <section className={styles.card} aria-label={title}>
      <header className={styles.head}>
        <Icon of={FilePen} size={14} />
        <p className={styles.title}>
          <strong>{title}</strong>{" "}
          <span className={styles.quiet}>
            · {isWriting ? t("together.writes", { name: author.name }) : <Time at={updatedAt} />}
          </span>
        </p>
        <Button size="s" busy={busy} onPress={onTake}>
          {t("together.takeDraft")}
        </Button>
      </header>
      <div className={styles.words}>
        <Text as="p">{textOfComposed(html)}</Text>
      </div>
      {attachments.length > 0 && (
        <ul className={styles.files}>
          {attachments.map(({ id, filename }) => (
            <li key={id}>
              <Icon of={Paperclip} size={12} /> <Text>{filename}</Text>
            </li>
          ))}
        </ul>
      )}
      {problem ? <Problem of={problem} /> : null}
    </section>
  );
}
