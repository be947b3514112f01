import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { sql } from "kysely";
import type { DnsRecord, MailDomain } from "../../../../contract/mail-domains.ts";
import type { Caller } from "../../../caller.ts";
import { type Db, type Tx, within, withoutWall } from "../../../db/database.ts";
import { actorOf, record } from "../../../events.ts";
import { notify } from "../../../notices/index.ts";
import { oneByOne } from "../../../one-by-one.ts";
import { Refusal } from "../../../refusal.ts";
import type { Secret } from "../../../secret.ts";
import type { Dns } from "./dns.ts";
import { check, type Finding, keyRecord, otherRecords } from "./records.ts";

const makePair = promisify(generateKeyPair);
/** So long a key that signs no more stays, since mails signed with it travel. */
const formerDays = 30;
const checkHours = 24;
export const keyPurpose = "domain key";

type Findings = Record<string, Finding>;

/** The domains that the caller's brands send from, each with its key. */
export async function listDomains(db: Db, secret: Secret, caller: Caller): Promise<MailDomain[]> {
  const { workspaceId } = caller;
  const domains = await within(db, workspaceId, (tx) => domainsOf(tx, caller));
  for (const { domain } of domains) await ensureKey(db, secret, workspaceId, domain);
  return within(db, workspaceId, async (tx) => {
    const shown: MailDomain[] = [];
    for (const one of domains) shown.push(await toDomain(tx, workspaceId, one));
    return shown;
  });
}

/** Looks up what a domain needs. The next key signs from now on when its record is there. */
export async function checkDomain(
  db: Db,
  secret: Secret,
  dns: Dns,
  caller: Caller,
  name: string,
): Promise<MailDomain> {
  const { workspaceId } = caller;
  const domain = await within(db, workspaceId, (tx) => domainOf(tx, caller, name));
  await ensureKey(db, secret, workspaceId, name);
  await lookUp(db, dns, { workspaceId, domain: name });
  return within(db, workspaceId, async (tx) => {
    await tellChanged(tx, caller, name);
    return toDomain(tx, workspaceId, domain);
  });
}

/** Makes the next key, unless one waits already. */
export async function rotate(db: Db, secret: Secret, caller: Caller, name: string): Promise<MailDomain> {
  const { workspaceId } = caller;
  const domain = await within(db, workspaceId, (tx) => domainOf(tx, caller, name));
  await makeKey(db, secret, workspaceId, name);
  return within(db, workspaceId, async (tx) => {
    await tellChanged(tx, caller, name);
    return toDomain(tx, workspaceId, domain);
  });
}

/** Looks at the domains whose last look is a day old, and says when what was right no longer is. */
export async function checkDueDomains(db: Db, dns: Dns, now: Date): Promise<void> {
  const due = await withoutWall(db, (tx) =>
    tx
      .selectFrom("mailDomains")
      .select(["workspaceId", "domain"])
      .where("checkedAt", "<", sql<Date>`${now}::timestamptz - make_interval(hours => ${checkHours})`)
      .orderBy("checkedAt")
      .limit(100)
      .execute(),
  );
  await oneByOne(due, (one) => lookUp(db, dns, one, { now, tells: true }), { atOnce: 4 });
}

async function lookUp(
  db: Db,
  dns: Dns,
  { workspaceId, domain }: { workspaceId: string; domain: string },
  { now = new Date(), tells = false } = {},
): Promise<void> {
  const { before, keys } = await within(db, workspaceId, async (tx) => ({
    before: await findingsOf(tx, workspaceId, domain),
    keys: await keysOf(tx, workspaceId, domain),
  }));
  const expected = [...keys.map((key) => keyRecord(domain, key)), ...otherRecords(domain)];
  const found = await Promise.all(expected.map((one) => check(dns, one)));
  // What was not answered leaves what was known.
  const findings: Findings = Object.fromEntries(
    expected.map((one, at) => {
      const key = nameOf(one);
      const known = before[key];
      return [key, found[at]!.state === "unknown" && known ? known : found[at]!];
    }),
  );
  await within(db, workspaceId, async (tx) => {
    await tx
      .updateTable("mailDomains")
      .set({ checked: JSON.stringify(findings), checkedAt: now })
      .where("workspaceId", "=", workspaceId)
      .where("domain", "=", domain)
      .execute();
    const next = keys.find(({ state }) => state === "next");
    if (next && findings[nameOf(keyRecord(domain, next))]?.state === "right")
      await begin(tx, workspaceId, domain, next.selector);
    await tx
      .deleteFrom("domainKeys")
      .where("workspaceId", "=", workspaceId)
      .where("domain", "=", domain)
      .where("state", "=", "former")
      .where("madeAt", "<", sql<Date>`${now}::timestamptz - make_interval(days => ${formerDays})`)
      .execute();
    const lost = expected.filter(
      (one) =>
        before[nameOf(one)]?.state === "right" &&
        ["missing", "wrong"].includes(findings[nameOf(one)]!.state) &&
        keys.find(({ selector }) => one.host.startsWith(`${selector}.`))?.state !== "former",
    );
    if (tells && lost.length)
      await tellLost(tx, workspaceId, { domain, lost: lost.map(({ what }) => what), now });
  });
}

/** The next key signs; the one before it stays in the DNS for the mails that travel. */
async function begin(tx: Tx, workspaceId: string, domain: string, selector: string) {
  const keys = tx
    .updateTable("domainKeys")
    .where("workspaceId", "=", workspaceId)
    .where("domain", "=", domain);
  await keys.set({ state: "former", madeAt: new Date() }).where("state", "=", "current").execute();
  await keys.set({ state: "current" }).where("selector", "=", selector).execute();
}

async function tellLost(
  tx: Tx,
  workspaceId: string,
  { domain, lost, now }: { domain: string; lost: string[]; now: Date },
) {
  const admins = await tx
    .selectFrom("agents")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("status", "=", "active")
    .where("role", "in", ["owner", "admin"])
    .execute();
  const to = admins.map(({ id }) => id);
  const records = [...new Set(lost)].map((what) => what.toUpperCase()).join(", ");
  await notify(tx, workspaceId, {
    to,
    kind: "domain",
    conversationId: null,
    data: { domain, records },
    at: now,
  });
  await record(tx, {
    workspaceId,
    kind: "mail_domain.changed",
    actor: { kind: "automation", id: null, name: "domains" },
    data: { domain, to },
  });
}

async function ensureKey(db: Db, secret: Secret, workspaceId: string, domain: string) {
  const keys = await within(db, workspaceId, (tx) => keysOf(tx, workspaceId, domain));
  if (!keys.some(({ state }) => state !== "former")) await makeKey(db, secret, workspaceId, domain);
}

async function makeKey(db: Db, secret: Secret, workspaceId: string, domain: string) {
  const { publicKey, privateKey } = await makePair("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await within(db, workspaceId, async (tx) => {
    await tx
      .insertInto("mailDomains")
      .values({ workspaceId, domain })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { n } = await tx
      .selectFrom("domainKeys")
      .select(sql<number>`count(*)::integer`.as("n"))
      .where("workspaceId", "=", workspaceId)
      .where("domain", "=", domain)
      .executeTakeFirstOrThrow();
    const stamp = new Date().toISOString().slice(0, 10).replaceAll("-", "");
    // One that waits already stays: two who ask at once make one key.
    await tx
      .insertInto("domainKeys")
      .values({
        workspaceId,
        domain,
        selector: `tandem${stamp}${n ? `-${n + 1}` : ""}`,
        publicKey: publicKey.toString("base64"),
        privateKey: secret.seal(keyPurpose, privateKey),
        state: "next",
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

const keysOf = (tx: Tx, workspaceId: string, domain: string) =>
  tx
    .selectFrom("domainKeys")
    .select(["selector", "publicKey", "state"])
    .where("workspaceId", "=", workspaceId)
    .where("domain", "=", domain)
    .orderBy("madeAt", "desc")
    .execute();

async function findingsOf(tx: Tx, workspaceId: string, domain: string): Promise<Findings> {
  const row = await tx
    .selectFrom("mailDomains")
    .select("checked")
    .where("workspaceId", "=", workspaceId)
    .where("domain", "=", domain)
    .executeTakeFirst();
  return (row?.checked ?? {}) as Findings;
}

interface Named {
  domain: string;
  brands: string[];
}

async function domainsOf(tx: Tx, { workspaceId, brands }: Caller): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select lower(split_part(i.address, '@', 2)) as domain, array_agg(distinct b.name order by b.name) as brands
    from inboxes i
    join brands b on b.workspace_id = i.workspace_id and b.id = i.brand_id
    where i.workspace_id = ${workspaceId} and i.channel = 'email'
      ${brands ? sql`and i.brand_id = any(${[...brands]}::uuid[])` : sql``}
    group by 1
    order by 1`.execute(tx);
  return rows;
}

async function domainOf(tx: Tx, caller: Caller, name: string): Promise<Named> {
  const found = (await domainsOf(tx, caller)).find(({ domain }) => domain === name);
  if (!found) throw new Refusal("not_found");
  return found;
}

async function toDomain(tx: Tx, workspaceId: string, { domain, brands }: Named): Promise<MailDomain> {
  const keys = await keysOf(tx, workspaceId, domain);
  const row = await tx
    .selectFrom("mailDomains")
    .select(["checked", "checkedAt"])
    .where("workspaceId", "=", workspaceId)
    .where("domain", "=", domain)
    .executeTakeFirst();
  const findings = (row?.checked ?? {}) as Findings;
  const shown = (one: ReturnType<typeof keyRecord>, key: DnsRecord["key"]): DnsRecord => ({
    ...one,
    ...(findings[nameOf(one)] ?? { state: "unchecked", found: [] }),
    key,
  });
  return {
    domain,
    brands,
    isSigned: keys.some(({ state }) => state === "current"),
    records: [
      ...keys.map((key) => shown(keyRecord(domain, key), key.state as DnsRecord["key"])),
      ...otherRecords(domain).map((one) => shown(one, null)),
    ],
    checkedAt: row?.checkedAt?.toISOString() ?? null,
  };
}

const nameOf = ({ what, host }: Pick<DnsRecord, "what" | "host">) => `${what} ${host}`;

const tellChanged = (tx: Tx, caller: Caller, domain: string) =>
  record(tx, {
    workspaceId: caller.workspaceId,
    kind: "mail_domain.changed",
    actor: actorOf(caller),
    data: { domain },
  });
