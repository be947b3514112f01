import type { ChatInvitation } from "../../../contract/chat.ts";
import { newKey } from "../../app/call.ts";

/** Off until somebody has said what it says. Its id is made here, in the form of a UUID of version 4. */
export function freshInvitation(): ChatInvitation {
  const hex = newKey();
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  const id = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
  return { id, isOn: false, texts: {}, when: { secondsOnPage: 30 }, mostPerDay: 1 };
}
