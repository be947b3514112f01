/** Programs that write by the API as they should: one Idempotency-Key for each wish, tried until it is granted. */
import { randomBytes, randomUUID } from "node:crypto";
import type { Chance } from "../../server/chance.ts";
import type { Ground } from "../process/ground.ts";

export interface Write {
  what:
    | "open"
    | "write first"
    | "reply"
    | "note"
    | "file"
    | "rename"
    | "assign"
    | "close"
    | "waive"
    | "reopen";
  /** Stands in the text, the subject or the file's name, once. */
  marker: string;
  tries: number;
  status: number;
  /** The id in the answer. */
  id: string;
  conversation: string | null;
  file: Buffer | null;
}

export interface WriteLedger {
  writes: Write[];
  /** How often each status was heard; 0 is no answer. */
  statuses: Map<number, number>;
  mistakes: string[];
}

/** Writes one thing after the other until `done`; the last one is tried to its end. */
export async function write(ground: Ground, chance: Chance, ledger: WriteLedger, done: () => boolean) {
  const api = `${ground.url}/api/v1`;
  const open: { id: string; closed: boolean; owed: boolean }[] = [];

  const wish = async (
    what: Write["what"],
    method: string,
    path: string,
    body: unknown,
    { marker = randomUUID() as string, conversation = null as string | null } = {},
  ) => {
    const one: Write = { what, marker, tries: 0, status: 0, id: "", conversation, file: null };
    const raw = Buffer.isBuffer(body);
    if (raw) one.file = body;
    ledger.writes.push(one);
    const headers = {
      authorization: `Bearer ${ground.key}`,
      "idempotency-key": randomUUID(),
      ...(body !== undefined && { "content-type": raw ? "application/octet-stream" : "application/json" }),
    };
    const payload = raw ? new Uint8Array(body) : body === undefined ? null : JSON.stringify(body);
    for (;;) {
      one.tries++;
      const answer = await fetch(`${api}${path}`, {
        method,
        headers,
        body: payload,
        signal: AbortSignal.timeout(20_000),
      })
        .then(async (response) => ({ status: response.status, text: await response.text() }))
        .catch(() => ({ status: 0, text: "" }));
      ledger.statuses.set(answer.status, (ledger.statuses.get(answer.status) ?? 0) + 1);
      if (answer.status >= 200 && answer.status < 300) {
        one.status = answer.status;
        one.id = (JSON.parse(answer.text) as { id: string }).id;
        return one;
      }
      if (answer.status !== 0 && answer.status !== 503) {
        ledger.mistakes.push(`${method} ${path}: ${answer.status} ${answer.text}`);
        if (answer.status < 500) return one;
      }
      await new Promise((resolve) => setTimeout(resolve, 40 + chance.below(80)));
    }
  };

  while (!done()) {
    const marker = randomUUID();
    const text = `Hello, this is ${marker}.`;
    const alive = open.filter(({ closed }) => !closed);
    const inbox = chance.of(ground.inboxes).id;
    const customer = { email: `customer${chance.below(40)}@customers.example` };
    if (alive.length < 2 || chance.share() < 0.25) {
      const first = chance.share() < 0.3;
      const body = { inbox, customer, text, ...(first && { startedBy: "company" }) };
      const made = await wish(first ? "write first" : "open", "POST", "/conversations", body, { marker });
      if (made.id) {
        made.conversation = made.id;
        open.push({ id: made.id, closed: false, owed: !first });
      }
      continue;
    }
    const one = chance.of(alive);
    const path = `/conversations/${one.id}`;
    const about = { marker, conversation: one.id };
    switch (chance.of(["reply", "reply", "note", "file", "rename", "assign", "close"] as const)) {
      case "reply":
        await wish("reply", "POST", `${path}/replies`, { text, after: chance.of(["wait", "keep"]) }, about);
        one.owed = false;
        break;
      case "note":
        await wish("note", "POST", `${path}/notes`, { text }, about);
        break;
      case "file": {
        const file = await wish("file", "POST", `/files?filename=${marker}.bin`, randomBytes(2_000), {
          marker,
        });
        const note = { text: `With a file: ${file.id}`, attachments: [file.id] };
        await wish("note", "POST", `${path}/notes`, note, { marker: file.id, conversation: one.id });
        break;
      }
      case "rename":
        await wish("rename", "PATCH", path, { subject: marker }, about);
        break;
      case "assign":
        await wish("assign", "PUT", `${path}/owner`, { agent: ground.agent }, about);
        break;
      case "close":
        if (one.owed)
          await wish(
            "waive",
            "POST",
            `${path}/waiver`,
            { reason: "other", note: marker, close: true },
            about,
          );
        else await wish("close", "POST", `${path}/closure`, undefined, about);
        one.closed = true;
        one.owed = false;
        if (chance.share() < 0.5) {
          await wish("reopen", "DELETE", `${path}/closure`, undefined, about);
          one.closed = false;
        }
        break;
    }
  }
}
