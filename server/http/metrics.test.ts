import { beforeAll, describe, expect, test } from "vitest";
import { type World, world } from "../../test/world.ts";
import { countMail } from "./metrics.ts";

let around: World;
beforeAll(async () => {
  around = await world();
});

const far = "198.51.100.7";

/** Asks from this machine unless told otherwise. */
async function metrics(headers: Record<string, string> = {}, remoteAddress = "127.0.0.1") {
  return around.app.inject({ url: "/metrics", headers, remoteAddress });
}

const figure = (text: string, series: string) =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${series} `))
      ?.split(" ")[1],
  );

describe("who may read them", () => {
  test.each(["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])("this machine, as %s", async (address) => {
    expect((await metrics({}, address)).statusCode).toBe(200);
  });

  test.each([
    ["another machine", {}, far],
    ["somebody behind a proxy on this machine", { "x-forwarded-for": far }, "127.0.0.1"],
    ["somebody who says to be this machine", { "x-forwarded-for": "127.0.0.1" }, far],
    ["somebody behind a proxy that says only via", { via: "1.1 proxy" }, "127.0.0.1"],
  ])("not %s", async (_who, headers, address) => {
    const answer = await metrics(headers, address);
    expect(answer.statusCode).toBe(401);
    expect(answer.json().code).toBe("not_signed_in");
  });

  test("from afar a key that may manage the workspace, and no other key or person", async () => {
    const { key, omar } = around;
    expect((await metrics((await key("workspace.manage")).headers, far)).statusCode).toBe(200);
    expect((await metrics((await key("conversations.read")).headers, far)).statusCode).toBe(403);
    expect((await metrics(omar.headers, far)).statusCode).toBe(403);
  });
});

test("requests are counted by the pattern of their route, so that ids make no series", async () => {
  const { omar, app } = around;
  const id = "0199d3b0-5c1e-7a40-9c6e-1f2a3b4c5d6e";
  await app.inject({ url: `/api/v1/conversations/${id}`, headers: omar.headers });
  const { body } = await metrics();
  expect(body).toContain(
    'tandem_http_request_duration_seconds_count{method="GET",route="/api/v1/conversations/:id",status="404"} 1',
  );
  expect(body).not.toContain(id);
});

test("they tell of the process, the pools, the queues and what is on its way", async () => {
  const { body } = await metrics();
  expect(figure(body, "process_resident_memory_bytes")).toBeGreaterThan(1_000_000);
  expect(figure(body, 'tandem_database_connections{pool="system",state="awaited"}')).toBe(0);
  expect(figure(body, 'tandem_jobs_waiting{queue="deliver-message"}')).toBe(0);
  for (const of of ["events", "mails", "deliveries"])
    expect(figure(body, `tandem_backlog{of="${of}"}`)).toBeGreaterThanOrEqual(0);
});

test("a job that was given up is counted with its queue", async () => {
  expect(figure((await metrics()).body, 'tandem_jobs_dead{queue="react"}')).toBe(0);
  await around.db.pools.system.query("insert into pgboss.job (name, data) values ('react.dead', '{}')");
  const { body } = await metrics();
  expect(figure(body, 'tandem_jobs_dead{queue="react"}')).toBe(1);
  expect(figure(body, 'tandem_jobs_dead{queue="read-mail"}')).toBe(0);
});

test("mails are counted by what became of them", async () => {
  const series = 'tandem_mails_total{direction="in",result="accepted"}';
  const before = figure((await metrics()).body, series) || 0;
  countMail("in", "accepted");
  expect(figure((await metrics()).body, series)).toBe(before + 1);
});
