/**
 * What the API says to rubbish, walked over every route of the contract: a problem that names what is wrong, in the
 * reader's language; never a mistake of ours, and nothing changed. A new route takes part by being in the contract.
 */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { LightMyRequestResponse } from "fastify";
import { afterAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { postChatMessage, postChatWidget, postVisitor } from "../contract/chat.ts";
import { listMessages } from "../contract/conversations.ts";
import { largestFile, postFile } from "../contract/files.ts";
import { allRoutes } from "../contract/index.ts";
import type { Locale } from "../contract/languages.ts";
import { Problem, problems } from "../contract/problems.ts";
import type { Route } from "../contract/route.ts";
import { postTag } from "../contract/workspace.ts";
import { countDrift } from "../server/conversations/index.ts";
import { withoutWall } from "../server/db/database.ts";
import { openApi } from "../server/http/openapi.ts";
import { type TextKey, text } from "../server/texts.ts";
import { fitting, type Ids, type Json, put, schemaOf, spoiled, textsIn } from "./bad-input/shapes.ts";
import { type Person, world } from "./world.ts";

const {
  app,
  conversationFrom,
  db,
  key,
  kolo,
  nina,
  omar,
  person,
  safra,
  settled,
  stranger,
  visitor,
  workspaceId,
} = await world();
const other = await stranger();
const reader = await person({ name: "Rosa", role: "readonly" });
const program = await key("conversations.reply");
const conversation = await conversationFrom("ines", "Where is my order?");
const closed = await conversationFrom("otto", "Thank you!");
const [message] = (await omar.call(listMessages, { params: { id: conversation.id } })).items;
const upload = await omar.ask(postFile, {
  query: { filename: "bike.txt" },
  body: Buffer.from("A bike"),
  headers: { "content-type": "application/octet-stream" },
});
const tag = await omar.call(postTag, { body: { name: "Late", colour: "#112233" } });

const widget = await omar.call(postChatWidget, { body: { name: "Shop", inbox: kolo.inbox.id } });
const { token, home } = await visitor.call(postVisitor, { body: { key: widget.key, locale: "en" } });
/** Whoever comes by a site calls what is for visitors. */
const guest = { authorization: `Visitor ${token}`, host: "localhost:3000" };
const { chat } = await visitor.call(postChatMessage, {
  body: { clientId: randomUUID(), text: "Hello" },
  headers: guest,
});

/** Ids that fit a field or an address of this name. */
const own: Record<string, string[]> = {
  conversations: [conversation.id, closed.id, chat.conversation],
  chat: [chat.conversation],
  conversation: [chat.conversation],
  "chat-widgets": [widget.id],
  "blocked-visitors": [home.visitor.id],
  message: [message!.id],
  seen: [message!.id],
  customers: [conversation.customer.id],
  customer: [conversation.customer.id],
  brands: [kolo.id, safra.id],
  brand: [kolo.id],
  inboxes: [kolo.inbox.id],
  inbox: [kolo.inbox.id],
  teams: [kolo.teamId, safra.teamId],
  team: [kolo.teamId],
  agents: [nina.id],
  agent: [nina.id, nina.id.toUpperCase()],
  members: [nina.id, omar.id],
  owner: [nina.id],
  tags: [tag.id],
  tag: [tag.id],
  attachments: [upload.json().id],
};
const theirs = [other.workspaceId, other.brand.id, other.brand.inbox.id, other.brand.teamId, other.owner.id];
const anyId = fc.constantFrom(...Object.values(own).flat(), ...theirs, randomUUID());
const ids: Ids = (name) =>
  own[name] ? fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...own[name]) }, anyId) : anyId;
/** What stands in the place of `:id` in this route's path. */
const idOf = (route: Route) => ids(route.path.split("/")[1]!);

const named = Object.entries(allRoutes);
const withBody = named.filter((entry): entry is [string, Route & { body: object }] => Boolean(entry[1].body));
const withQuery = named.filter((entry): entry is [string, Route & { query: object }] =>
  Boolean(entry[1].query),
);
/** Slow on purpose: they hash a password. */
const hashing = /^(postSetup|signIn|putPassword|putOneTimeLink|postSecondFactor|deleteSecondFactor)$/;
const runsOf = (name: string) => (hashing.test(name) ? 12 : 80);

const documented = new Map(
  Object.values(openApi(allRoutes, new URL("https://desk.example")).paths)
    .flatMap((methods) => Object.values(methods))
    .map((operation) => [operation.operationId, new Set<string>(operation["x-problems"])]),
);

interface Sent {
  /** As it goes over the wire, or what becomes JSON. */
  raw?: string | Buffer;
  body?: Json;
  query?: string;
  params?: Record<string, string>;
  headers?: Record<string, string>;
}

/** For lists that are asked for a period, or for what is in one state. */
const period = { state: "duplicate", from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" };
/** What is not named by an id. */
const usual: Record<string, string> = {
  line: "support",
  key: "how_to",
  metric: "came",
  number: "1",
  locale: "en",
  version: "1",
};

function send(
  client: Pick<Person, "headers">,
  route: Route,
  { raw, body, query = "", params = {}, headers }: Sent,
) {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? usual[name] ?? conversation.id),
  );
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return app.inject({
    method: route.method,
    url: `/api/v1${path}${query && `?${query}`}`,
    headers: {
      ...(route.access === "visitor" && client !== visitor ? guest : client.headers),
      ...(payload !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(payload !== undefined && { payload }),
  });
}

/** The problem that an answer is, after looking at it closely. */
function problemIn(answer: LightMyRequestResponse): Problem {
  expect(answer.headers["content-type"], answer.body).toBe("application/problem+json; charset=utf-8");
  const problem = Problem.parse(answer.json());
  expect(problem.status).toBe(answer.statusCode);
  expect(problem.status).toBe(problems[problem.code]);
  const locale = answer.headers["content-language"] as Locale;
  expect(problem.title).toBe(text(locale, `problem.${problem.code}` as TextKey));
  return problem;
}

/** Whatever was sent, this is an answer the contract knows. */
function expectKnown(name: string, answer: LightMyRequestResponse) {
  const route = allRoutes[name]!;
  expect(answer.statusCode, answer.body).toBeLessThan(500);
  if (answer.statusCode < 400) {
    expect(answer.statusCode).toBe(route.status ?? 200);
    if (route.reply) route.reply.parse(answer.json());
  } else expect(documented.get(name), name).toContain(problemIn(answer).code);
}

await settled();
const before = await everythingOf(workspaceId);
const theirsBefore = await everythingOf(other.workspaceId);

afterAll(async () => {
  expect(await everythingOf(other.workspaceId)).toEqual(theirsBefore);
});

describe("changes nothing and is refused:", () => {
  afterAll(async () => {
    await settled();
    expect(await everythingOf(workspaceId)).toEqual(before);
  });

  const noJson: Record<string, string | Buffer> = {
    "nothing at all": "",
    "half of an object": '{"text":"Hel',
    "a comma too many": '{"a":1,}',
    words: "text=Hello",
    "a page": "<!doctype html><p>Hello",
    "two values": "{}{}",
    "no number": '{"limit":NaN}',
    "broken UTF-8": Buffer.from('{"text":"caf\xe9"}', "latin1"),
    "broken UTF-8 that is as long as its mending": Buffer.from([
      ...Buffer.from('{"text":"'),
      0xf0,
      0x9f,
      0x98,
      0x22,
      0x7d,
    ]),
    "UTF-16": Buffer.from('{"text":"Hello"}', "utf16le"),
    "null characters": Buffer.from('{"text":"a\0b"}'),
    "a prototype": '{"__proto__":{"admin":true}}',
    "a prototype in disguise": '{"\\u005f_proto__":{"admin":true}}',
    "a constructor's prototype": '{"constructor":{"prototype":{"admin":true}}}',
    "brackets that never close": "[".repeat(200_000),
  };
  test.each(Object.keys(noJson))("%s where JSON is expected", async (what) => {
    for (const [name, route] of withBody) {
      const answer = await send(omar, route, { raw: noJson[what]! });
      expect([name, problemIn(answer).code]).toEqual([name, "malformed"]);
    }
  });

  test("JSON of another type than the shape", async () => {
    for (const [name, route] of withBody)
      for (const body of [null, true, 7, "text", [], [[{}]]] as Json[]) {
        const problem = problemIn(await send(omar, route, { body }));
        expect([name, body, problem.code]).toEqual([name, body, "invalid"]);
        expect(problem.fields?.length, name).toBeGreaterThan(0);
      }
  });

  test("every field of every body, when it is of no type that it takes", async () => {
    for (const [name, route] of withBody) {
      const { properties } = schemaOf(route.body as never);
      for (const field of Object.keys(properties ?? {}))
        for (const wrong of [{ unexpected: [1] }, [{ unexpected: 1 }]] as Json[]) {
          const [body] = fc.sample(fitting(schemaOf(route.body as never), ids), { numRuns: 1, seed: 7 });
          const problem = problemIn(await send(omar, route, { body: put(body!, [field], wrong) }));
          expect([name, field, problem.code]).toEqual([name, field, "invalid"]);
          expect(
            problem.fields!.map(({ path }) => path.split(".")[0]),
            `${name}.${field}`,
          ).toContain(field);
        }
    }
  });

  test("a body of megabytes", async () => {
    const raw = JSON.stringify({ text: "x".repeat(1024 * 1024) });
    for (const [name, route] of withBody)
      expect([name, problemIn(await send(omar, route, { raw })).code]).toEqual([name, "too_large"]);
    const file = Buffer.alloc(largestFile + 1);
    const answer = await send(omar, postFile, { raw: file, query: "filename=large.bin", headers: binary });
    expect(problemIn(answer).code).toBe("too_large");
  });

  test("a file from somebody who may not send one, whatever its size", async () => {
    const file = { raw: Buffer.alloc(largestFile + 1), query: "filename=large.bin", headers: binary };
    expect(problemIn(await send(visitor, postFile, file)).code).toBe("not_signed_in");
    expect(problemIn(await send(reader, postFile, file)).code).toBe("forbidden");
  });

  test.each([
    "text/plain",
    "text/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/octet-stream",
    "application/jsonp",
    "nonsense",
  ])("%s where JSON is expected", async (type) => {
    for (const [name, route] of withBody) {
      const answer = await send(omar, route, { raw: "{}", headers: { "content-type": type } });
      expect([name, problemIn(answer).code]).toEqual([name, "wrong_content_type"]);
    }
  });

  test("null characters and halves of characters, in every text of every body", async () => {
    for (const [name, route] of withBody) {
      const bodies = fc.sample(fitting(schemaOf(route.body as never), ids), { numRuns: 60, seed: 7 });
      // What is not of the right shape in another place is told of that place first.
      const right = bodies.filter((body) => (route.body as z.ZodType).safeParse(body).success);
      for (const body of (right.length ? right : bodies).slice(0, 4))
        for (const path of textsIn(body))
          for (const broken of ["a\0b\0c\0d\0e\0f", "caf\ud83d and more", "\udc00 and much more"]) {
            const answer = await send(omar, route, { body: put(body, path, broken) });
            const problem = problemIn(answer);
            expect([name, path, problem.code]).toEqual([name, path, "invalid"]);
            expect(
              problem.fields!.map((field) => field.path),
              name,
            ).toContain(path.join("."));
          }
    }
  });

  test("null characters and broken UTF-8 in addresses and queries", async () => {
    for (const [name, route] of named.filter(([, { path }]) => path.includes(":"))) {
      const [first] = route.path.match(/(?<=:)\w+/)!;
      for (const broken of [
        "\0",
        `${conversation.id}\0`,
        "\u{fffd}",
        "../../etc/passwd",
        "%00",
        "x".repeat(400),
      ]) {
        const body = route.body && fc.sample(fitting(schemaOf(route.body), ids), { numRuns: 1, seed: 7 })[0];
        const problem = problemIn(await send(omar, route, { params: { [first]: broken }, body }));
        expect([
          name,
          ["not_found", "link_expired", "too_many_tries"].includes(problem.code),
          problem.code,
        ]).toEqual([name, true, problem.code]);
      }
    }
    for (const [name, route] of withQuery)
      for (const [field, shape] of Object.entries(schemaOf(route.query as never).properties ?? {}))
        for (const broken of ["%00", "a%00b"]) {
          const sent = { query: `${field}=${broken}`, ...(route.upload && { raw: "x", headers: binary }) };
          const problem = problemIn(await send(omar, route, sent));
          expect([name, field, shape.type, problem.code]).toEqual([name, field, shape.type, "invalid"]);
        }
  });

  test("bytes in an address that are no text", async () => {
    for (const url of ["/api/v1/conversations/%ff", "/api/v1/conversations/%", "/api/v1/%E0%A4%A", "/%zz"])
      expect([url, problemIn(await app.inject({ url, headers: omar.headers })).code]).toEqual([
        url,
        "malformed",
      ]);
    expect(problemIn(await app.inject({ url: `/api/v1/conversations/${"x".repeat(9_000)}` })).code).toBe(
      "not_found",
    );
  });

  test("page markers that are forged, cut or of another list", async () => {
    const lists = withQuery.filter(([, route]) => "cursor" in route.query.shape);
    expect(lists.length).toBeGreaterThan(2);
    await conversationFrom("greta", "One more, so that there is a second page.");
    const page = await send(omar, allRoutes.listConversations!, { query: "limit=1" });
    const real = page.json().next as string;
    expect(real).toBeTruthy();
    const forged = [
      "x",
      "AAAA",
      Buffer.from('["2026-01-01","x"]').toString("base64url"),
      real.slice(0, -4),
      real.slice(4),
      `${real.slice(0, 10)}${real[10] === "A" ? "B" : "A"}${real.slice(11)}`,
      Buffer.concat([Buffer.alloc(16), Buffer.from("not json")]).toString("base64url"),
    ];
    for (const [name, route] of lists) {
      const needed = new URLSearchParams(
        Object.entries(period).filter(([field]) => schemaOf(route.query as never).required?.includes(field)),
      );
      for (const cursor of [...forged, ...(name === "listConversations" ? [] : [real])])
        expect([
          name,
          cursor,
          problemIn(await send(omar, route, { query: `${needed}&cursor=${cursor}` })).code,
        ]).toEqual([name, cursor, "invalid_cursor"]);
    }
    const elsewhere = await send(omar, allRoutes.listConversations!, { query: `view=mine&cursor=${real}` });
    expect(problemIn(elsewhere).code).toBe("invalid_cursor");
    // What this one added is not what this part is about.
    await settled();
    Object.assign(before, await everythingOf(workspaceId));
  });

  test("cookies and keys that are rubbish", async () => {
    const rubbish = [
      "x",
      "%00",
      "%ff%fe",
      ".",
      "=;=;",
      "é",
      "A".repeat(7_000),
      `${"A".repeat(22)}.${"A".repeat(43)}`,
    ];
    for (const one of rubbish)
      for (const headers of [
        { cookie: `__Host-tandem=${one}`, host: "localhost:3000" },
        { authorization: `Bearer ${one}` },
        { authorization: `Bearer tdm_${one}` },
        { authorization: one },
      ])
        for (const route of [allRoutes.getMe!, allRoutes.listConversations!, allRoutes.postTag!])
          expect([
            headers,
            problemIn(await app.inject({ method: route.method, url: `/api/v1${route.path}`, headers })).code,
          ]).toEqual([headers, "not_signed_in"]);
  });

  test("an Idempotency-Key that is too long", async () => {
    const sent = { body: { inbox: kolo.inbox.id, customer: { email: "a@b.example" }, text: "Hello" } };
    const tooLong = { ...program.headers, "idempotency-key": "k".repeat(256) };
    const problem = problemIn(await send({ headers: tooLong }, allRoutes.postConversation!, sent));
    expect([problem.code, problem.fields?.[0]?.path]).toEqual(["invalid", "Idempotency-Key"]);
  });
});

const binary = { "content-type": "application/octet-stream" };

test("a method that an address does not take is told which ones it takes", async () => {
  const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
  const places = Map.groupBy(named, ([, { path }]) => path.replace(/:\w+/g, ":x"));
  for (const [place, routes] of places) {
    const taken = routes.map(([, { method }]) => method);
    const url = `/api/v1${place.replaceAll(":x", conversation.id)}`;
    for (const method of methods.filter((one) => !taken.includes(one))) {
      const answer = await app.inject({ method, url, headers: omar.headers });
      expect([url, method, problemIn(answer).code]).toEqual([url, method, "method_not_allowed"]);
      expect(String(answer.headers.allow).split(", ")).toEqual(expect.arrayContaining(taken));
    }
  }
  expect(problemIn(await app.inject({ method: "POST", url: "/api/v1/nowhere" })).code).toBe("not_found");
});

test.each([
  ["ru-RU,ru;q=0.9", "ru"],
  ["uk", "uk"],
  ["zh-CN", "zh"],
  ["ar;q=0.8, xx", "ar"],
  ["\u0000", "en"],
  [`${"x,".repeat(3_000)}ru`, "en"],
  ["*;q=,;;=,-", "en"],
])("says it in the language of whoever asks: %s", async (header, locale) => {
  const answer = await send(visitor, allRoutes.signIn!, { raw: "{", headers: { "accept-language": header } });
  expect(answer.headers["content-language"]).toBe(locale);
  expect(problemIn(answer).code).toBe("malformed");
});

test("what is deeper than anybody reads is taken for what was asked, and a retry for a retry", async () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const raw = `{"name":"Deep","colour":"#112233","more":${deep}}`;
  const once = { raw, headers: { "idempotency-key": randomUUID() } };
  const [first, second] = [
    await send(omar, allRoutes.postTag!, once),
    await send(omar, allRoutes.postTag!, once),
  ];
  expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
  expect(second.json()).toEqual(first.json());
});

describe("whatever is made of what is right,", () => {
  // The own session would end.
  const bodies = withBody.filter(([name]) => name !== "signOut");
  test.each(bodies)("the answer is one that the contract knows: %s", async (name, route) => {
    const shape = spoiled(fitting(schemaOf(route.body as never), ids));
    const sent = fc.record({
      body: shape,
      id: idOf(route),
      message: ids("message"),
      token: fc.constantFrom("x", "A".repeat(22), "\u0007", `${"A".repeat(22)}.${"A".repeat(43)}`),
      headers: fc.constantFrom<Record<string, string>>(
        {},
        {},
        {},
        { "idempotency-key": "the same" },
        { "accept-language": "ar" },
      ),
    });
    await fc.assert(
      fc.asyncProperty(sent, async ({ body, headers, ...params }) => {
        expectKnown(name, await send(omar, route, { body, params, headers }));
      }),
      { numRuns: runsOf(name) },
    );
  });

  test.each(withQuery)("the answer is one that the contract knows: %s, by its query", async (name, route) => {
    const shape = spoiled(fitting(schemaOf(route.query as never), ids));
    const extra = fc.constantFrom(
      "",
      "&limit=1&limit=2",
      "&%ff=1",
      "&a[b]=c",
      "&__proto__=x&constructor=y",
      "&&==&",
      "&cursor=",
    );
    await fc.assert(
      fc.asyncProperty(shape, extra, async (query, more) => {
        const sent = route.upload ? { raw: "x", headers: binary } : {};
        expectKnown(name, await send(omar, route, { query: `${queryOf(query)}${more}`, ...sent }));
      }),
      { numRuns: 150 },
    );
  });

  test("a text search takes any text", async () => {
    const words = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc
        .array(
          fc.constantFrom("&", "|", "!", "'", "\\", ":*", "<->", "(", " ", "%", "_", "a", "的", "ال", "ё"),
          { maxLength: 60 },
        )
        .map((all) => all.join("")),
    );
    await fc.assert(
      fc.asyncProperty(words, fc.constantFrom("listConversations", "listCustomers"), async (search, name) => {
        const query = `text=${encodeURIComponent(search.toWellFormed())}`;
        expectKnown(name, await send(omar, allRoutes[name]!, { query }));
      }),
      { numRuns: 300 },
    );
  });

  test("and behind it all is in order", async () => {
    await settled();
    expect(await withoutWall(db, countDrift)).toEqual([]);
    const { rows } = await db.pools.system.query(
      `select count(*)::int - max(seq)::int as gaps from events where workspace_id = $1`,
      [workspaceId],
    );
    expect(rows).toEqual([{ gaps: 0 }]);
    const { rows: left } = await db.pools.system.query(
      `select 'job' as what, name, data::text from pgboss.job where name like '%.dead' or state = 'retry'
       union all select 'delivery', state, error from deliveries where by = 'email' and state <> 'sent'`,
    );
    expect(left).toEqual([]);
  });
});

/** A query as URLs have it; lists as a name that is repeated. */
function queryOf(value: Json): string {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return encodeURIComponent(asText(value));
  return Object.entries(value)
    .flatMap(([name, part]) =>
      [part].flat().map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(asText(one))}`),
    )
    .join("&")
    .slice(0, 12_000);
}
const asText = (value: Json): string =>
  (typeof value === "string" ? value : JSON.stringify(value).slice(0, 200)).toWellFormed().slice(0, 3_000);

/** Everything a workspace holds, as a sum for each table; without what notes that somebody was there. */
async function everythingOf(id: string): Promise<Record<string, string>> {
  const { rows: tables } = await db.pools.system.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  const sums: Record<string, string> = {};
  for (const { name } of tables.filter(
    (table) => !["sessions", "search_documents", "search_terms", "search_corpora"].includes(table.name),
  )) {
    const { rows } = await db.pools.system.query(
      `select coalesce(md5(string_agg((to_jsonb(t) - 'last_seen_at' - 'last_used_at')::text, '|' order by t::text)), '') as sum
       from ${name} t where workspace_id = $1`,
      [id],
    );
    sums[name] = rows[0].sum;
  }
  return sums;
}
