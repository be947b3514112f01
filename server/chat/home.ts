import type { ChatHome, Launcher, Visitor as VisitorShown } from "../../contract/chat.ts";
import { longestMessage } from "../../contract/chat.ts";
import type { Locale } from "../../contract/languages.ts";
import { within } from "../db/database.ts";
import type { Visitor } from "../visitor.ts";
import { availabilityOf, shown } from "./availability.ts";
import { chatsByIds, ownIds } from "./chats.ts";
import { facesOf } from "./faces.ts";
import { articlesAt } from "./help-centre.ts";
import type { ChatNeeds } from "./needs.ts";
import type { Widget } from "./widget.ts";

/** What the frame needs to draw itself for a visitor. */
export async function homeOf(needs: ChatNeeds, widget: Widget, visitor: Visitor): Promise<ChatHome> {
  const { settings } = widget;
  const availability = await availabilityOf(needs.db, widget);
  const helpCentre = await articlesAt(needs, widget);
  const { locale } = visitor;
  return within(needs.db, widget.workspaceId, async (tx) => ({
    widget: {
      brand: widget.brandName,
      locales: widget.locales,
      colour: settings.launcher.colour,
      theme: settings.theme,
      greeting: inLanguage(settings.greetings, locale, widget.locales),
      awayText: inLanguage(settings.awayTexts, locale, widget.locales),
      hasSound: settings.hasSound,
      showsTyping: settings.showsTyping,
      preChat: {
        ...settings.preChat,
        topics: settings.preChat.topics.map(({ key, names }) => ({
          key,
          name: inLanguage(names, locale, widget.locales) ?? key,
        })),
      },
      asksRating: settings.asksRating,
      offersTranscript: settings.offersTranscript,
      hasArticles: settings.hasArticles,
      articlesAt: helpCentre,
      files: settings.files,
      asksConsent: settings.consent === "ask",
      longest: longestMessage,
    },
    availability: shown(availability),
    faces: await facesOf(tx, needs.secret, widget),
    visitor: visitorShown(visitor),
    chats: await chatsByIds(needs, tx, widget.workspaceId, await ownIds(tx, visitor)),
  }));
}

export const visitorShown = ({ id, name, email, account, locale, consents }: Visitor): VisitorShown => ({
  id,
  name,
  email,
  isKnown: account !== null,
  locale,
  consents,
});

/** The words in a language, else in the first of the brand's that has some. */
function inLanguage(
  texts: Partial<Record<Locale, string>>,
  locale: Locale,
  spoken: readonly Locale[],
): string | null {
  return texts[locale] || spoken.map((one) => texts[one]).find(Boolean) || null;
}

/** What a site's page is told before anything else. */
export const launcherOf = ({ key, isOn, brandName, locales, settings }: Widget): Launcher => {
  const { launcher, theme, identity, consent, invitations } = settings;
  const { labels, ...looks } = launcher;
  return {
    key,
    isOn,
    brand: brandName,
    locales,
    ...looks,
    labels,
    theme,
    identity,
    asksConsent: consent === "ask",
    invitations: invitations.filter(({ isOn: on }) => on).map(({ isOn: _, ...invitation }) => invitation),
  };
};
