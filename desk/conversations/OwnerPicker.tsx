import { UserPlus, UsersRound } from "lucide-react";
import { useState } from "react";
import { Button } from "react-aria-components";
import type { Conversation } from "../../contract/conversations.ts";
import { useAgents, useTeams } from "../app/lookups.ts";
import { useMe } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { HandoverNote } from "../together/HandoverNote.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useKey } from "../ui/keys.ts";
import { ChoiceList } from "./ChoiceList.tsx";
import { useAssign } from "./changes.ts";
import styles from "./picker.module.css";

type Props = { conversation: Conversation; isFixed: boolean };

/** Whose it is: a person, or the queue of a team. Nobody is not among them. */
export function OwnerPicker({ conversation, isFixed }: Props) {
  const { t, compare } = useTexts();
  const me = useMe();
  const { owner, brand } = conversation;
  const assign = useAssign(conversation.id);
  const [isOpen, setOpen] = useState(false);
  // Beside the list and not in it: closing the list by mistake loses no words, and neither does a refusal.
  const [note, setNote] = useState("");
  const kept = { onSuccess: () => setNote("") };
  const canTake = !isFixed && owner.id !== me.agent.id;
  const take = () => assign.mutate({ kind: "agent", id: me.agent.id, name: me.agent.name });

  useKey("assign", "a", () => setOpen(true), { enabled: !isFixed });
  useKey("take", "shift+a", take, { enabled: canTake });

  const agents = useAgents()
    .filter(
      (agent) => agent.status === "active" && (agent.brands === null || agent.brands.includes(brand.id)),
    )
    .sort((a, b) => Number(b.id === me.agent.id) - Number(a.id === me.agent.id) || compare(a.name, b.name));
  const teams = useTeams()
    .filter((team) => team.brands.includes(brand.id))
    .sort((a, b) => compare(a.name, b.name));

  const shown = (
    <>
      {owner.kind === "agent" ? (
        <Avatar name={owner.name} seed={owner.id} size={20} />
      ) : (
        <Icon of={UsersRound} size={14} />
      )}
      <bdi className={styles.name}>{owner.name}</bdi>
    </>
  );
  if (isFixed) return <span className={styles.fixed}>{shown}</span>;
  return (
    <>
      <ChoiceList
        isOpen={isOpen}
        onOpenChange={setOpen}
        label={t("conversation.owner")}
        hint={t("conversation.owner.find")}
        chosen={[owner.id]}
        foot={<HandoverNote note={note} onChange={setNote} />}
        onChoose={(id) => {
          const agent = agents.find((each) => each.id === id);
          const team = teams.find((each) => each.id === id);
          const said = { note: note.trim() || undefined };
          if (agent) assign.mutate({ kind: "agent", id, name: agent.name, ...said }, kept);
          else if (team) assign.mutate({ kind: "team", id, name: team.name, ...said }, kept);
          setOpen(false);
        }}
        groups={[
          {
            id: "agents",
            title: t("conversation.owner.people"),
            choices: agents.map((agent) => ({
              id: agent.id,
              label: agent.id === me.agent.id ? t("conversation.owner.me", { name: agent.name }) : agent.name,
              mark: <Avatar name={agent.name} seed={agent.id} size={20} />,
            })),
          },
          {
            id: "teams",
            title: t("conversation.owner.queues"),
            choices: teams.map((team) => ({ id: team.id, label: team.name, icon: UsersRound })),
          },
        ]}
      >
        <Button className={styles.picker} aria-label={t("conversation.owner.is", { name: owner.name })}>
          {shown}
        </Button>
      </ChoiceList>
      {canTake && owner.kind === "team" && (
        <Button className={styles.picker} onPress={take}>
          <Icon of={UserPlus} size={14} />
          {t("conversation.take")}
        </Button>
      )}
    </>
  );
}
