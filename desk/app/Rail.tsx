import { Link, useLocation } from "@tanstack/react-router";
import {
  BookCheck,
  BookOpen,
  ChartColumn,
  Inbox,
  LayoutDashboard,
  type LucideIcon,
  Search,
  Settings,
  Users,
} from "lucide-react";
import { lastView } from "../conversations/views.ts";
import { Bell } from "../notices/Bell.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { PresenceSwitch } from "../work/PresenceSwitch.tsx";
import { useArrival } from "../work/presence.ts";
import { useMay } from "./me.ts";
import { ProfileMenu } from "./ProfileMenu.tsx";
import styles from "./Rail.module.css";

type Props = {
  onFind: () => void;
  onKeys: () => void;
  noticesShown: boolean;
  onNotices: (shown: boolean) => void;
};

/** Where one can go. On a phone it lies at the bottom, under the thumb. */
export function Rail({ onFind, onKeys, noticesShown, onNotices }: Props) {
  const { t } = useTexts();
  const mayRead = useMay("conversations.read");
  const mayArticles = useMay("articles.read");
  useArrival();
  return (
    <nav className={styles.rail} aria-label={t("app.places")}>
      <img src="/icon.svg" alt="Tandem" className={styles.mark} />
      <Place icon={Inbox} name={t("app.inbox")} to={`/inbox/${lastView()}`} under="/inbox" />
      <Place icon={LayoutDashboard} name={t("app.board")} to="/board" under="/board" />
      <Place icon={Users} name={t("app.customers")} to="/customers" under="/customers" />
      {mayArticles && <Place icon={BookOpen} name={t("app.knowledge")} to="/knowledge" under="/knowledge" />}
      {mayRead && <Place icon={ChartColumn} name={t("app.figures")} to="/figures" under="/figures" />}
      <Place icon={BookCheck} name={t("app.ledger")} to="/ledger" under="/ledger" wideOnly={mayRead} />
      <Place icon={Settings} name={t("app.settings")} to="/settings" under="/settings" wideOnly />
      <div className={styles.rest}>
        <Bell isOpen={noticesShown} onOpenChange={onNotices} />
        <span className={styles.find}>
          <IconButton icon={Search} label={t("app.find")} keys="mod+k" onPress={onFind} />
        </span>
        <PresenceSwitch />
        <ProfileMenu onKeys={onKeys} />
      </div>
    </nav>
  );
}

type PlaceProps = {
  icon: LucideIcon;
  name: string;
  to: string;
  under: string;
  /** On a phone it is reached from another place. */
  wideOnly?: boolean;
};

function Place({ icon, name, to, under, wideOnly }: PlaceProps) {
  const isHere = useLocation({ select: ({ pathname }) => pathname.startsWith(under) });
  return (
    <Link
      to={to}
      className={styles.place}
      data-wide={wideOnly || undefined}
      aria-current={isHere ? "page" : undefined}
      activeProps={{}}
    >
      <Icon of={icon} size={20} />
      <span className={styles.name}>{name}</span>
    </Link>
  );
}
