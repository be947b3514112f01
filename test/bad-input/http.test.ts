/** What is no HTTP, or hardly: the web server answers with a problem, closes where it must, and goes on. */
import { expect, test } from "vitest";
import { Problem } from "../../contract/problems.ts";
import { openWire } from "../wire.ts";
import { world } from "../world.ts";

const { app, omar, url } = await world();
const port = Number(new URL(await url()).port);

/** The status and the problem that come back for these bytes. */
async function sent(...pieces: (string | Buffer)[]) {
  const wire = await openWire(port);
  for (const piece of pieces) wire.write(piece);
  const head = await wire.until(/^HTTP\/1\.1 [\s\S]*?\r\n\r\n/);
  const length = Number(head.match(/content-length: (\d+)/i)?.[1]);
  const body = Buffer.from(await wire.until(new RegExp(`^[\\s\\S]{${length}}`)), "latin1").toString();
  wire.close();
  return {
    status: Number(head.split(" ")[1]),
    type: head.match(/content-type: ([^\r;]*)/i)?.[1],
    problem: JSON.parse(body) as Problem,
  };
}

const header = (...lines: string[]) => `${[...lines, "", ""].join("\r\n")}`;
const host = "Host: localhost";
const post = (...lines: string[]) =>
  header("POST /api/v1/session HTTP/1.1", host, "Content-Type: application/json", ...lines);

const nonsense: Record<string, [string, string | Buffer, ...(string | Buffer)[]]> = {
  words: ["malformed", "HELO there\r\n\r\n"],
  "a greeting of TLS": ["malformed", Buffer.from("16030100d5010000d10303", "hex"), Buffer.alloc(200, 7)],
  "null characters": ["malformed", Buffer.alloc(4_000)],
  "a request without a host": ["malformed", header("GET /api/v1/me HTTP/1.1")],
  "a version of its own": ["malformed", header("GET /api/v1/me HTTP/9.1", host)],
  "a header without a name": ["malformed", header("GET /api/v1/me HTTP/1.1", host, ": nothing")],
  "a header with a null character": ["malformed", header("GET /api/v1/me HTTP/1.1", host, "X-A: b\0c")],
  "two lengths": ["malformed", post("Content-Length: 5", "Content-Length: 6"), '{"a":'],
  "a length and chunks": ["malformed", post("Content-Length: 5", "Transfer-Encoding: chunked"), "0\r\n\r\n"],
  "a length that is no number": ["malformed", post("Content-Length: -1"), "{}"],
  "an encoding nobody knows": ["malformed", post("Transfer-Encoding: xchunked"), "{}"],
  "chunks that are none": ["malformed", post("Transfer-Encoding: chunked"), "zz\r\n{}\r\n0\r\n\r\n"],
  "headers of a hundred kilobytes": [
    "headers_too_large",
    header("GET /api/v1/me HTTP/1.1", host, `X-Long: ${"x".repeat(100_000)}`),
  ],
  "a query of a hundred kilobytes": [
    "headers_too_large",
    header(`GET /api/v1/conversations?text=${"x".repeat(100_000)} HTTP/1.1`, host),
  ],
  "a body that is larger than allowed": ["too_large", post("Content-Length: 99000000"), "{"],
  "chunks that are larger than allowed": [
    "too_large",
    post("Transfer-Encoding: chunked"),
    ...Array.from({ length: 20 }, () => `10000\r\n${"x".repeat(65_536)}\r\n`),
  ],
  "an address that is no text": ["malformed", header("GET /%c0%ae%c0%ae/ HTTP/1.1", host)],
};

test.each(Object.keys(nonsense))("is answered: %s", async (what) => {
  const [code, ...pieces] = nonsense[what]!;
  const { status, type, problem } = await sent(...pieces);
  expect(Problem.parse(problem).code).toBe(code);
  expect([status, type]).toEqual([problem.status, "application/problem+json"]);
});

test("an address with dots in it leads nowhere", async () => {
  for (const path of [
    "/../../etc/passwd",
    "/assets/..%2f..%2fpackage.json",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//etc/passwd",
  ]) {
    const answer = await app.inject({ url: path });
    expect([400, 404, 503], path).toContain(answer.statusCode);
    expect(answer.body).not.toMatch(/root:|dependencies/);
  }
});

test("a request whose sender leaves in the middle is forgotten", async () => {
  for (let n = 0; n < 20; n++) {
    const wire = await openWire(port);
    wire.write(post("Content-Length: 100"));
    wire.write('{"email":');
    wire.close();
  }
  const answer = await fetch(`http://localhost:${port}/api/v1/me`, { headers: { cookie: omar.cookie } });
  expect(answer.status).toBe(200);
});

test("what is smuggled behind a request is a request of its own, and nobody's", async () => {
  const wire = await openWire(port);
  const hidden = header("GET /api/v1/me HTTP/1.1", host, "Connection: close");
  wire.write(header("GET /api/v1/me HTTP/1.1", host, `Cookie: ${omar.cookie}`));
  wire.write(hidden);
  const all = await wire.rest();
  expect([...all.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1])).toEqual(["200", "401"]);
});
