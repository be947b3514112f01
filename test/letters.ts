import nodemailer from "nodemailer";
import { type Conversation, listConversations } from "../contract/conversations.ts";
import type { World, WorldBrand } from "./world.ts";

/** A matter that a customer began by mail, who can write again. */
export interface Correspondence {
  conversation: Conversation;
  writesAgain(text: string): Promise<void>;
}

/** Customers who write by mail, through the real door. */
export async function letters({ smtp, settled, omar, kolo }: World) {
  const door = await smtp();
  const post = nodemailer.createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true });
  let count = 0;
  return async (
    customer: string,
    text: string,
    { brand = kolo }: { brand?: WorldBrand } = {},
  ): Promise<Correspondence> => {
    const from = `${customer}@customers.example`;
    const messageId = `<${customer}-${count++}@customers.example>`;
    const mail = { from, to: brand.inbox.address, subject: "Parcel", text, messageId };
    await post.sendMail(mail);
    await settled();
    const { items } = await omar.call(listConversations, { query: { limit: 20 } });
    const conversation = items.find((one) => one.customer.email === from)!;
    return {
      conversation,
      async writesAgain(more) {
        await post.sendMail({
          ...mail,
          text: more,
          messageId: `<${count++}.${messageId.slice(1)}`,
          inReplyTo: messageId,
        });
        await settled();
      },
    };
  };
}
