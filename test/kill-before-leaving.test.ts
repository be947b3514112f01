/** The process is killed with -9 between Send and the moment a reply leaves: it leaves once, or not at all if taken back. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { ask, type Ground, layGround } from "./process/ground.ts";
import { newTandem, type Tandem } from "./process/tandem.ts";

let tandem: Tandem;
let ground: Ground;

beforeAll(async () => {
  tandem = await newTandem();
  await tandem.start();
  ground = await layGround(tandem);
  return () => tandem.end();
});

const api = <T>(path: string, method = "GET", body?: unknown) =>
  ask<T>(`${ground.url}/api/v1${path}`, { method, body, headers: { cookie: ground.cookie } });
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

let customers = 0;
async function waitingMatter(): Promise<string> {
  customers += 1;
  const { id } = await api<{ id: string }>("/conversations", "POST", {
    inbox: ground.inboxes[0]!.id,
    customer: { email: `c${customers}@customers.example`, name: "Ines" },
    text: "Where is my order?",
    acknowledge: false,
  });
  return id;
}

const send = (id: string, text: string) =>
  api<{ id: string; sendAt: string }>(`/conversations/${id}/planned-replies`, "POST", { text });
const answers = async (id: string) =>
  (await api<{ items: { text: string; author: { kind: string } }[] }>(`/conversations/${id}/messages`)).items
    .filter(({ author }) => author.kind === "agent")
    .map(({ text }) => text);
const undoWindow = (undoSeconds: number) => api("/workspace", "PATCH", { undoSeconds });

/** The Message-IDs of the mails to this customer, in the folder they leave to. */
async function left(customer: string): Promise<string[]> {
  const folder = join(tandem.dataDir, "outgoing");
  const names = await readdir(folder).catch(() => []);
  const mails = await Promise.all(
    names.filter((name) => name.endsWith(".eml")).map((name) => readFile(join(folder, name), "utf8")),
  );
  return mails
    .filter(
      (mail) => new RegExp(`^To:.*${customer}@`, "im").test(mail) && /^In-Reply-To|^Subject: Re/im.test(mail),
    )
    .map((mail) => /^Message-ID: (.*)$/im.exec(mail)![1]!.trim());
}

test("killed after Send, a reply leaves once the process is back, and once only", async () => {
  await undoWindow(2);
  const id = await waitingMatter();
  await send(id, "On its way.");
  await tandem.kill();
  await pause(2_500);
  await tandem.start();
  await expect.poll(() => answers(id)).toEqual(["On its way."]);
  await expect.poll(() => left(`c${customers}`)).toHaveLength(1);
  await tandem.kill();
  await tandem.start();
  await pause(2_000);
  expect(await answers(id)).toEqual(["On its way."]);
  expect(await left(`c${customers}`)).toHaveLength(1);
});

test("killed after Send, a reply is still taken back once the process is back, and never leaves", async () => {
  await undoWindow(60);
  const id = await waitingMatter();
  const plan = await send(id, "To the wrong one.");
  await tandem.kill();
  await tandem.start();
  await api(`/conversations/${id}/planned-replies/${plan.id}`, "DELETE");
  await tandem.kill();
  await tandem.start();
  const { draft } = await api<{ draft: { html: string } }>(`/conversations/${id}/draft`);
  expect(draft.html).toBe("<p>To the wrong one.</p>");
  const later = await api<{ items: unknown[] }>("/planned-replies");
  expect(later.items).toEqual([]);
  expect(await answers(id)).toEqual([]);
  expect(await left(`c${customers}`)).toEqual([]);
});

test("killed at the very moment it leaves, a reply is one answer and one mail by its Message-ID", async () => {
  await undoWindow(1);
  for (const after of [950, 1_050, 1_200, 1_500]) {
    const id = await waitingMatter();
    const { sendAt } = await send(id, `Killed ${after} ms after.`);
    await pause(Date.parse(sendAt) - 1_000 + after - Date.now());
    await tandem.kill();
    await tandem.start();
    await expect.poll(() => answers(id)).toEqual([`Killed ${after} ms after.`]);
    await expect.poll(async () => new Set(await left(`c${customers}`)).size).toBe(1);
  }
  onTestFinished(() => undoWindow(10).then(() => undefined));
});
