import { expect, test } from "vitest";
import { problemOfField, readProblem } from "./problem.ts";

const closed = {
  type: "about:blank",
  status: 409,
  title: "This conversation is closed.",
  detail: "Reopen it to reply.",
};

test("a problem of the server is shown in the server's words", () => {
  expect(readProblem(closed)).toMatchObject({
    title: closed.title,
    detail: closed.detail,
    unreachable: false,
  });
  expect(readProblem(Object.assign(new Error("refused"), { problem: closed })).title).toBe(closed.title);
});

test("a server that cannot be reached is told from one that broke", () => {
  expect(readProblem(new TypeError("Failed to fetch")).unreachable).toBe(true);
  expect(readProblem(new DOMException("took too long", "TimeoutError")).unreachable).toBe(true);
  expect(readProblem(new Error("cannot read undefined")).unreachable).toBe(false);
  expect(readProblem(undefined)).toEqual({ unreachable: false });
});

test("the field at fault gets its words", () => {
  const refused = { ...closed, status: 422, fields: [{ path: "email", message: "That is not an address." }] };
  expect(problemOfField(refused, "email")).toBe("That is not an address.");
  expect(problemOfField(refused, "name")).toBeUndefined();
});
