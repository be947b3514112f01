import { Languages } from "lucide-react";
import type { ReactNode } from "react";
import { rememberLocale, useBrowserLocale } from "../app/appearance.ts";
import { usePageTitle } from "../app/page-title.ts";
import { type Locale, localeNames, locales } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import styles from "./Doorway.module.css";

type Props = {
  title: string;
  /** What this is and why, in a sentence. */
  words?: ReactNode;
  /** `wide` for what holds more than a few fields. */
  size?: "narrow" | "wide";
  children?: ReactNode;
  /** Below the card: the way elsewhere. */
  foot?: ReactNode;
};

/** What one sees before the desk: who we are, one thing to do, and the language to do it in. */
export function Doorway({ title, words, size = "narrow", children, foot }: Props) {
  usePageTitle(title);
  return (
    <div className={styles.doorway}>
      <header className={styles.head}>
        <span className={styles.brand}>
          <img src="/icon.svg" alt="" className={styles.mark} />
          Tandem
        </span>
        <LanguageSwitch />
      </header>
      <main className={styles.main} data-size={size}>
        <div className={styles.card}>
          <div className={styles.words}>
            <h1 className={styles.title}>{title}</h1>
            {words && <p className={styles.quiet}>{words}</p>}
          </div>
          {children}
        </div>
        {foot && <div className={styles.foot}>{foot}</div>}
      </main>
    </div>
  );
}

/** Remembers the language in this browser; the account's own language takes over after signing in. */
function LanguageSwitch() {
  const { t } = useTexts();
  const locale = useBrowserLocale();
  return (
    <MenuTrigger>
      <Button kind="quiet" icon={Languages} aria-label={`${t("accounts.language")}: ${localeNames[locale]}`}>
        {localeNames[locale]}
      </Button>
      <Menu
        label={t("accounts.language")}
        placement="bottom end"
        selectionMode="single"
        selectedKeys={[locale]}
        onSelectionChange={(keys) => {
          const [chosen] = [...keys];
          if (chosen) rememberLocale(chosen as Locale);
        }}
      >
        {locales.map((each) => (
          <MenuItem key={each} id={each}>
            {localeNames[each]}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
