import type { ChatInvitation, ChatWidget, patchChatWidget } from "../../../contract/chat.ts";
import type { BodyIn } from "../../../contract/route.ts";
import type { Rule } from "../../accounts/rules.ts";
import { withKeys } from "../../settings/fresh-key.ts";
import { keptWords } from "../../settings/words-by.ts";

type Settings = Omit<ChatWidget, "id" | "key" | "brand" | "secrets" | "createdAt">;

/** A chat as it is being configured. Sites are written one to a line. */
export interface Values extends Omit<Settings, "allowedOrigins"> {
  origins: string;
}

export const valuesOf = (widget: ChatWidget): Values => {
  const {
    id: _id,
    key: _key,
    brand: _brand,
    secrets: _secrets,
    createdAt: _at,
    allowedOrigins,
    ...rest
  } = widget;
  return { ...rest, origins: allowedOrigins.join("\n") };
};

export const originsIn = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .map((each) => each.trim().toLowerCase().replace(/\/+$/, ""))
    .filter(Boolean);

export function bodyOf({ origins, ...values }: Values): BodyIn<typeof patchChatWidget> {
  return {
    ...values,
    name: values.name.trim(),
    allowedOrigins: originsIn(origins),
    launcher: { ...values.launcher, labels: keptWords(values.launcher.labels) },
    greetings: keptWords(values.greetings),
    awayTexts: keptWords(values.awayTexts),
    preChat: {
      ...values.preChat,
      topics: withKeys(
        values.preChat.topics.map((topic) => ({ ...topic, names: keptWords(topic.names) })),
        "topic",
      ),
    },
    invitations: values.invitations.map((invitation) => ({
      ...invitation,
      texts: keptWords(invitation.texts),
      when: said(invitation.when),
    })),
  };
}

/** What is left empty does not count, and is not sent. */
function said(when: ChatInvitation["when"]): ChatInvitation["when"] {
  const { attribute, ...rest } = when;
  const kept = Object.fromEntries(
    Object.entries(rest).filter(([, value]) =>
      Array.isArray(value) ? value.length > 0 : value !== undefined && value !== "",
    ),
  );
  return attribute?.name.trim()
    ? { ...kept, attribute: { ...attribute, name: attribute.name.trim() } }
    : kept;
}

const origin = /^https?:\/\/(\*\.)?[\p{L}\p{N}.-]+(:\d{1,5})?$/u;

export const sites: Rule = (value) =>
  originsIn(String(value)).every((each) => origin.test(each)) ? null : { key: "chatSettings.fault.origin" };
