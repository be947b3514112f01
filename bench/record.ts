import { randomUUID } from "node:crypto";
import Fastify from "fastify";
import type { Caller } from "../server/caller.ts";
import { beginConversation } from "../server/conversations/index.ts";
import { callers, http } from "./callers.ts";
import type { Bench } from "./ground.ts";
import { capture, replay } from "./replay.ts";
import type { Row } from "./report.ts";

const words =
  "Hello, my order KB-31007 was to come on Tuesday and has not. Could you look where it is? ".repeat(4);

/** Recording one incoming message over HTTP: find or make the customer, conversation, message, counts, event. */
export async function recordRows({ url, key, db, connection, large, alone }: Bench): Promise<Row[]> {
  const body = () => ({
    inbox: large.inboxId,
    customer: {
      email:
        Math.random() < 0.5
          ? `customer${1 + Math.floor(Math.random() * 1000)}@people.example`
          : `${randomUUID()}@people.example`,
    },
    subject: "Where is my order?",
    text: words,
  });
  const ours = await callers({ count: 32, seconds: 10 }, (agent) =>
    http(agent, `${url}/api/v1/conversations`, { method: "POST", key: key.large, body: body() }),
  );

  const caller: Caller = {
    kind: "key",
    workspaceId: large.workspaceId,
    id: randomUUID(),
    name: "bench",
    permissions: new Set(),
    brands: null,
    locale: "en",
    sessionId: null,
  };
  const once = () =>
    capture(db, () =>
      beginConversation(db, caller, {
        ...body(),
        customer: { email: `${randomUUID()}@people.example`, name: "" },
        startedBy: "customer",
        channel: "api",
        priority: "normal",
        attachments: [],
      }),
    );
  await once();
  // The block of numbers is fetched now and then; two captures without it are alike.
  const alike = async (): Promise<[Awaited<ReturnType<typeof once>>, Awaited<ReturnType<typeof once>>]> => {
    const pair: [Awaited<ReturnType<typeof once>>, Awaited<ReturnType<typeof once>>] = [
      await once(),
      await once(),
    ];
    return pair[0].length === pair[1].length && !pair.flat().some(({ text }) => text.includes("next_number"))
      ? pair
      : alike();
  };
  // As many connections as our own pool has; more would not fit beside it.
  const both = await alike();
  const bare = await alone(() => replay(connection, both, { callers: 20, seconds: 8, role: "tandem_app" }));

  const empty = Fastify();
  empty.post("/", async () => ({ id: "" }));
  const emptyUrl = await empty.listen({ host: "127.0.0.1", port: 0 });
  const route = await callers({ count: 32, seconds: 3 }, (agent) =>
    http(agent, emptyUrl, { method: "POST", body: body() }),
  );
  await empty.close();

  return [
    {
      what: "record one incoming message, 32 callers, HTTP",
      ours: ours.perSecond,
      unit: "/s",
      limit: bare.perSecond,
      limitIs: "same SQL, bare loop",
      bar: "≥ 1,300/s and ≥ 0.40",
      met: ours.perSecond >= 1300 && ours.perSecond / bare.perSecond >= 0.4,
      note: `an empty Fastify route in the caller's own process: ${Math.round(route.perSecond)}/s`,
    },
  ];
}
