import type { ChatWidget } from "../../contract/chat.ts";

/** What is configured of a widget besides its name, whether it is on, and its inbox. */
export type Settings = Omit<
  ChatWidget,
  "id" | "key" | "brand" | "name" | "isOn" | "inbox" | "secrets" | "createdAt"
>;

/** How a widget is until somebody says otherwise. Nobody sees what is not sent yet, and answers are not rushed to mail. */
export const usualSettings = (colour: string): Settings => ({
  allowedOrigins: [],
  launcher: {
    colour,
    side: "end",
    icon: "bubble",
    bottom: 20,
    aside: 20,
    hidesWhenClosed: false,
    labels: {},
  },
  greetings: {},
  awayTexts: {},
  theme: "auto",
  hasSound: true,
  showsTyping: false,
  preChat: { when: "never", fields: [], topics: [] },
  asksRating: true,
  offersTranscript: true,
  hasArticles: true,
  files: { isOn: true, kinds: ["image", "pdf", "text", "office"], largestBytes: 10 * 1024 * 1024, most: 5 },
  invitations: [],
  identity: "optional",
  consent: "assumed",
  graceMinutes: 2,
  // What is asked a week after a matter was closed is another matter; sooner, it is the same that goes on.
  newAfterDays: 7,
});
