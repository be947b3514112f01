import { randomUUIDv7 } from "node:crypto";
import { expect, test } from "vitest";
import { keyPrefix, makeToken, readToken } from "./tokens.ts";

test("a token names its workspace and is found again by its hash", () => {
  const workspaceId = randomUUIDv7();
  const token = makeToken(workspaceId, keyPrefix);

  expect(readToken(token.text, keyPrefix)).toEqual({ workspaceId, hash: token.hash });
  expect(token.text).not.toContain(token.hash.toString("base64url"));
});

test("what cannot be a token is none", () => {
  const { text } = makeToken(randomUUIDv7());
  for (const wrong of [
    "",
    "x",
    text.slice(1),
    `${text}x`,
    `${text} `,
    text.replace(".", ""),
    `${keyPrefix}${text}`,
  ])
    expect(readToken(wrong)).toBeNull();
  expect(readToken(text, keyPrefix)).toBeNull();
});

test("the same secret in another workspace's name has another hash", () => {
  const token = makeToken(randomUUIDv7());
  const secret = token.text.split(".")[1];
  const other = makeToken(randomUUIDv7()).text.split(".")[0];

  expect(readToken(`${other}.${secret}`)!.hash).not.toEqual(token.hash);
});
