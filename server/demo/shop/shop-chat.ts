import { randomUUIDv7 } from "node:crypto";
import { identitySecret, makeKey, usualSettings } from "../../chat/index.ts";
import { type Db, type Tx, withoutWall } from "../../db/database.ts";
import type { Secret } from "../../secret.ts";
import type { ShopChat } from "./index.ts";

const brand = "kolobikes.example";

/** The chat of the shop's brand, made when the shop is first looked at; null where there is no such brand. */
export async function shopChat(db: Db, secret: Secret): Promise<ShopChat | null> {
  return withoutWall(db, async (tx) => {
    // Two pages that are asked for at once are to find one chat.
    const inbox = await tx
      .selectFrom("inboxes as i")
      .innerJoin("brands as b", (join) =>
        join.onRef("b.workspaceId", "=", "i.workspaceId").onRef("b.id", "=", "i.brandId"),
      )
      .select(["i.workspaceId", "i.id", "i.brandId", "b.colour"])
      .where("b.domain", "=", brand)
      .where("i.channel", "=", "email")
      .orderBy("i.line")
      .orderBy("i.id")
      .limit(1)
      .forUpdate()
      .executeTakeFirst();
    if (!inbox) return null;
    const found = await tx
      .selectFrom("chatWidgets as g")
      .leftJoin("chatSecrets as s", (join) =>
        join.onRef("s.workspaceId", "=", "g.workspaceId").onRef("s.widgetId", "=", "g.id"),
      )
      .select(["g.key", "s.id as secretId"])
      .where("g.workspaceId", "=", inbox.workspaceId)
      .where("g.brandId", "=", inbox.brandId)
      .where("g.deletedAt", "is", null)
      .orderBy("g.createdAt")
      .limit(1)
      .executeTakeFirst();
    if (found) return { key: found.key, secret: found.secretId && identitySecret(secret, found.secretId) };
    return furnish(tx, secret, inbox);
  });
}

async function furnish(
  tx: Tx,
  secret: Secret,
  {
    workspaceId,
    id: inboxId,
    brandId,
    colour,
  }: { workspaceId: string; id: string; brandId: string; colour: string },
): Promise<ShopChat> {
  const [id, secretId] = [randomUUIDv7(), randomUUIDv7()];
  const key = makeKey(workspaceId);
  const settings = {
    ...usualSettings(colour),
    consent: "ask",
    greetings: {
      en: "Hello! Questions about a bike, an order or a repair?",
      ru: "Здравствуйте! Вопрос о велосипеде, заказе или ремонте?",
      uk: "Вітаємо! Запитання про велосипед, замовлення чи ремонт?",
      zh: "您好！关于车款、订单或维修，请随时问我们。",
      ar: "أهلًا! هل لديك سؤال عن دراجة أو طلب أو إصلاح؟",
    },
    invitations: [
      {
        id: randomUUIDv7(),
        isOn: true,
        texts: {
          en: "The card was refused? We can find out why.",
          ru: "Карту не приняли? Выясним почему.",
          uk: "Картку не прийняли? З’ясуємо чому.",
          zh: "银行卡未被接受？我们帮您查原因。",
          ar: "رُفضت البطاقة؟ نعرف لك السبب.",
        },
        when: { signal: "payment_refused" },
        mostPerDay: 3,
      },
    ],
  };
  await tx
    .insertInto("chatWidgets")
    .values({
      workspaceId,
      id,
      key,
      brandId,
      inboxId,
      name: "Kolo Bikes",
      settings: JSON.stringify(settings),
    })
    .execute();
  const made = identitySecret(secret, secretId);
  await tx
    .insertInto("chatSecrets")
    .values({ workspaceId, id: secretId, widgetId: id, ending: made.slice(-4) })
    .execute();
  return { key, secret: made };
}
