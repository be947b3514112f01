import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { Suspense, useEffect, useEffectEvent, useState } from "react";
import { ChatDock } from "../chat/ChatDock.tsx";
import { UndoSend } from "../conversations/planned/UndoSend.tsx";
import { lastView } from "../conversations/views.ts";
import { ConnectionNotice } from "../live/ConnectionNotice.tsx";
import { useLive } from "../live/useLive.ts";
import { useArrivingNotices } from "../notices/arriving.ts";
import { useTexts } from "../texts/Texts.tsx";
import { useTakenOver } from "../together/claims.ts";
import { KeySheet } from "../ui/KeySheet.tsx";
import { useKey } from "../ui/keys.ts";
import { NewVersion } from "../web-app/NewVersion.tsx";
import { useNextBest } from "../work/next-best.ts";
import styles from "./Frame.module.css";
import { useKeyboardRoom } from "./keyboard-room.ts";
import { LineColours } from "./LineColours.tsx";
import { useMay } from "./me.ts";
import { Palette } from "./Palette.tsx";
import { Rail } from "./Rail.tsx";
import { Unsaved } from "./Unsaved.tsx";

/** What a shortcut of the installed app begins with; read before the first place replaces the address. */
let started = new URLSearchParams(location.search).get("start");

/** The desk around every screen: the rail, what the keys open, and the screen itself. */
export function Frame() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { conversationId, customerId, articleId } = useParams({ strict: false });
  const [finding, setFinding] = useState(false);
  const [keysShown, setKeysShown] = useState(false);
  const [noticesShown, setNoticesShown] = useState(false);

  const next = useNextBest();
  const mayArticles = useMay("articles.read");

  useLive();
  useKeyboardRoom();
  useArrivingNotices();
  useTakenOver();
  useKey("find", "mod+k", () => setFinding(true), { whileTyping: true });
  useKey("sheet", "?", () => setKeysShown(true));
  useKey("goInbox", "g i", () => navigate({ to: "/inbox/$view", params: { view: lastView() } }));
  useKey("goMine", "g m", () => navigate({ to: "/inbox/$view", params: { view: "mine" } }));
  useKey("goUnassigned", "g u", () => navigate({ to: "/inbox/$view", params: { view: "unassigned" } }));
  useKey("nextBest", "g n", next.take, { enabled: next.may });
  useKey("goBoard", "g b", () => navigate({ to: "/board" }));
  useKey("goPromises", "g p", () => navigate({ to: "/promises" }));
  useKey("goCustomers", "g c", () => navigate({ to: "/customers" }));
  useKey("goKnowledge", "g k", () => navigate({ to: "/knowledge" }), { enabled: mayArticles });
  useKey("goFigures", "g f", () => navigate({ to: "/figures" }));
  useKey("goLedger", "g l", () => navigate({ to: "/ledger" }));
  useKey("goNotices", "g t", () => setNoticesShown(true));
  useKey("goSettings", "g s", () => navigate({ to: "/settings/$", params: { _splat: "" } }));

  const start = useEffectEvent(() => {
    if (started === "search") setFinding(true);
    if (started === "next" && next.may) next.take();
    started = null;
  });
  useEffect(() => start(), []);

  // What a person at a desk opens next, fetched before they do: keys pressed while it loads would go astray.
  useEffect(() => {
    const timer = setTimeout(() => {
      import("../conversations/ConversationScreen.tsx");
      import("../conversations/Editor.tsx");
    }, 300);
    return () => clearTimeout(timer);
  }, []);

  return (
    // On a phone an open conversation has the whole screen, and its composer takes the place of the bar.
    <div
      className={styles.frame}
      data-matter={Boolean(conversationId ?? customerId ?? articleId) || undefined}
    >
      <a className={styles.skip} href="#screen">
        {t("app.skip")}
      </a>
      <Rail
        onFind={() => setFinding(true)}
        onKeys={() => setKeysShown(true)}
        noticesShown={noticesShown}
        onNotices={setNoticesShown}
      />
      <main id="screen" className={styles.screen} tabIndex={-1}>
        <Suspense>
          <ChatDock />
          <Unsaved>
            <Outlet />
          </Unsaved>
        </Suspense>
      </main>
      <LineColours />
      <UndoSend />
      <ConnectionNotice />
      <NewVersion />
      <KeySheet isOpen={keysShown} onOpenChange={setKeysShown} />
      {finding && (
        <Palette
          onClose={() => setFinding(false)}
          onKeys={() => setKeysShown(true)}
          onNotices={() => setNoticesShown(true)}
        />
      )}
    </div>
  );
}
