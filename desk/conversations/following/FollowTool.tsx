import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { Button as AriaButton } from "react-aria-components";
import type { Conversation } from "../../../contract/conversations.ts";
import { useMe } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useKey } from "../../ui/keys.ts";
import { Popover, PopoverTrigger } from "../../ui/Popover.tsx";
import { Text } from "../../ui/Text.tsx";
import { Tooltip } from "../../ui/Tooltip.tsx";
import styles from "./FollowTool.module.css";
import { followingQuery, useFollow } from "./queries.ts";

/** Who hears of a matter besides its owner, and whether one does oneself. */
export function FollowTool({ conversation }: { conversation: Conversation }) {
  const { t, number } = useTexts();
  const me = useMe();
  const { data } = useQuery(followingQuery(conversation.id));
  const followers = data?.followers ?? [];
  const follows = followers.some(({ agent }) => agent.id === me.agent.id);
  const follow = useFollow(conversation);
  useKey("follow", "shift+f", () => follow.mutate(!follows), { enabled: data !== undefined });
  return (
    <PopoverTrigger>
      <Tooltip text={t("follow.followers")} keys="shift+f">
        <AriaButton
          className={styles.tool}
          data-follows={follows || undefined}
          aria-label={`${t("follow.followers")}: ${number(followers.length)}`}
        >
          <Icon of={Eye} size={16} />
          {followers.length > 0 && <span className={styles.count}>{number(followers.length)}</span>}
        </AriaButton>
      </Tooltip>
      <Popover label={t("follow.followers")} placement="bottom end">
        <div className={styles.panel}>
          <Button busy={follow.isPending} onPress={() => follow.mutate(!follows)}>
            {t(follows ? "follow.unfollow" : "follow.follow")}
          </Button>
          {followers.length > 0 && (
            <ul className={styles.list}>
              {followers.map(({ agent, because }) => (
                <li key={agent.id} className={styles.follower}>
                  <Avatar name={agent.name} seed={agent.id} size={20} />
                  <bdi>{agent.name}</bdi>
                  <Text quiet size="xs">
                    {t(`follow.because.${because}`)}
                  </Text>
                </li>
              ))}
            </ul>
          )}
        </div>
      </Popover>
    </PopoverTrigger>
  );
}
