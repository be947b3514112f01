import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Keyboard, LogOut, Monitor, Moon, Settings, Sun, UserRound } from "lucide-react";
import { Button } from "react-aria-components";
import { type Locale, localeNames, locales } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Menu, MenuItem, MenuRule, MenuSection, MenuTrigger } from "../ui/Menu.tsx";
import { Said } from "../ui/Said.tsx";
import { toast } from "../ui/toasts.ts";
import { PresenceMark } from "../work/PresenceMark.tsx";
import { type Sayable, sayable, usePresence, useSayPresence } from "../work/presence.ts";
import type { Appearance } from "./appearance.ts";
import { useChangeMe, useMe } from "./me.ts";
import styles from "./ProfileMenu.module.css";
import { useScreenWidth } from "./screen-width.ts";
import { leave } from "./session.ts";

/** Who one is, how the desk looks and speaks, and the way out. */
export function ProfileMenu({ onKeys }: { onKeys: () => void }) {
  const { t } = useTexts();
  const me = useMe();
  const change = useChangeMe();
  const presence = usePresence();
  const say = useSayPresence();
  const queryClient = useQueryClient();
  const router = useRouter();
  // The rail has no room for it there.
  const isPhone = useScreenWidth() === "phone";

  async function signOut() {
    try {
      await leave(queryClient, router);
    } catch {
      toast({
        kind: "failed",
        text: t("app.signOut.failed"),
        action: { label: t("ui.tryAgain"), act: signOut },
      });
    }
  }

  return (
    <MenuTrigger>
      <Button className={styles.button}>
        <Said>{t("app.profileOf", { name: me.agent.name })}</Said>
        {presence && (
          <span className={styles.presence}>
            <PresenceMark state={presence} size={14} bare />
          </span>
        )}
        <Avatar name={me.agent.name} seed={me.agent.id} size={32} />
      </Button>
      <Menu label={t("app.profileOf", { name: me.agent.name })} placement="end bottom">
        <MenuItem icon={UserRound} href="/settings/profile" description={me.workspace.name}>
          {me.agent.name}
        </MenuItem>
        {isPhone && (
          <MenuItem icon={Settings} href="/settings">
            {t("app.settings")}
          </MenuItem>
        )}
        <MenuItem icon={Keyboard} keys="?" onAction={onKeys}>
          {t("ui.keySheet")}
        </MenuItem>
        {presence && (
          <MenuSection
            title={t("presence.label")}
            selectionMode="single"
            disallowEmptySelection={presence !== "off"}
            selectedKeys={[presence]}
            onSelectionChange={(keys) => say.mutate([...keys][0] as Sayable)}
          >
            {sayable.map((state) => (
              <MenuItem key={state} id={state} mark={<PresenceMark state={state} size={16} bare />}>
                {t(`presence.${state}`)}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        <MenuSection
          title={t("app.appearance")}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[me.appearance]}
          onSelectionChange={(keys) => change.mutate({ appearance: [...keys][0] as Appearance })}
        >
          {appearances.map(({ id, icon }) => (
            <MenuItem key={id} id={id} icon={icon}>
              {t(`app.appearance.${id}`)}
            </MenuItem>
          ))}
        </MenuSection>
        <MenuSection
          title={t("app.language")}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[me.agent.locale]}
          onSelectionChange={(keys) => change.mutate({ locale: [...keys][0] as Locale })}
        >
          {locales.map((locale) => (
            <MenuItem key={locale} id={locale}>
              {localeNames[locale]}
            </MenuItem>
          ))}
        </MenuSection>
        <MenuRule />
        <MenuItem icon={LogOut} onAction={signOut}>
          {t("app.signOut")}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}

export const appearances = [
  { id: "system", icon: Monitor },
  { id: "light", icon: Sun },
  { id: "dark", icon: Moon },
] as const;
