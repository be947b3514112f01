/** The rule that says where a mail belongs, case by case. */
import { expect, test } from "vitest";
import { belongs, type Match, type Signals, type Verdict } from "./rule.ts";

const match = (standing: Match["standing"], more: Partial<Match> = {}): Match => ({
  conversationId: "A",
  number: 12,
  standing,
  isVerified: false,
  ...more,
});
const from = (is: Signals["sender"]["is"], signals: Partial<Signals> = {}): Signals => ({
  sender: { address: "ines@customers.example", is },
  token: null,
  answers: null,
  bounced: null,
  number: null,
  alike: null,
  ...signals,
});
const token = (standing: Match["standing"]) => ({ ...match(standing), in: "address" as const });
const answers = (standing: Match["standing"], more: Partial<Match> & { isMoved?: boolean } = {}) => ({
  ...match(standing, more),
  by: "in_reply_to" as const,
  isMoved: more.isMoved ?? false,
});
const number = (standing: Match["standing"], more: Partial<Match> = {}) => ({
  ...match(standing, more),
  in: "subject" as const,
});

type Told = [joins: string | null, by: Verdict["by"], ...marks: string[]];
const told = ({ joins, by, related, ...marks }: Verdict): Told => [
  joins,
  by,
  ...(["isUnverified", "isForged", "isThirdPerson"] as const).filter((mark) => marks[mark]),
  ...(related ? [`seems ${related.id}`] : []),
];

const cases: [what: string, signals: Signals, told: Told][] = [
  ["nothing points anywhere", from("confirmed"), [null, "new"]],
  ["nothing points anywhere, and it is forged", from("forged"), [null, "new", "isForged"]],

  ["the token, by its customer", from("confirmed", { token: token("customer") }), ["A", "reply_token"]],
  [
    "the token, from a domain that tells nothing",
    from("unknown", { token: token("customer") }),
    ["A", "reply_token"],
  ],
  [
    "the token, by a colleague who was let in",
    from("unknown", { token: token("agreed") }),
    ["A", "reply_token"],
  ],
  [
    "the token, by somebody unknown",
    from("confirmed", { token: token(null) }),
    ["A", "reply_token", "isThirdPerson"],
  ],
  [
    "the token, by one who was only put in copy",
    from("unknown", { token: token("asked") }),
    ["A", "reply_token", "isThirdPerson"],
  ],
  [
    "the token under a name that its domain disowns",
    from("forged", { token: token("customer") }),
    ["A", "reply_token", "isUnverified", "isForged"],
  ],
  [
    "the token, and an answer to the same matter",
    from("unknown", { token: token("customer"), answers: answers("customer") }),
    ["A", "reply_token"],
  ],
  [
    "the token of one matter, and an answer to a message that was moved to another",
    from("unknown", {
      token: token("customer"),
      answers: answers("customer", { conversationId: "B", isMoved: true }),
    }),
    ["B", "moved"],
  ],
  [
    "the token of one matter, and an answer to another's message that was not moved",
    from("unknown", { token: token("customer"), answers: answers("customer", { conversationId: "B" }) }),
    ["A", "reply_token"],
  ],

  [
    "an answer by its customer, whose domain vouches",
    from("confirmed", { answers: answers("customer") }),
    ["A", "in_reply_to"],
  ],
  [
    "an answer by one who was let in",
    from("confirmed", { answers: answers("agreed") }),
    ["A", "in_reply_to"],
  ],
  [
    "an answer by its customer, whose domain tells nothing",
    from("unknown", { answers: answers("customer") }),
    ["A", "in_reply_to", "isUnverified"],
  ],
  [
    "an answer by its customer, of whom somebody here said that it is them",
    from("unknown", { answers: answers("customer", { isVerified: true }) }),
    ["A", "in_reply_to"],
  ],
  [
    "an answer in its customer's name that their domain disowns",
    from("forged", { answers: answers("customer") }),
    [null, "new", "isForged", "seems A"],
  ],
  [
    "the same, of whom somebody here said once that it is them",
    from("forged", { answers: answers("customer", { isVerified: true }) }),
    [null, "new", "isForged", "seems A"],
  ],
  ["an answer by somebody unknown", from("confirmed", { answers: answers(null) }), [null, "new", "seems A"]],
  [
    "an answer by one who was only put in copy",
    from("confirmed", { answers: answers("asked") }),
    [null, "new", "seems A"],
  ],
  ["an answer by one who left", from("confirmed", { answers: answers("left") }), [null, "new", "seems A"]],
  [
    "Outlook's thread, by its customer",
    from("confirmed", { answers: { ...answers("customer"), by: "thread_index" } }),
    ["A", "thread_index"],
  ],

  ["our number, by its customer", from("confirmed", { number: number("customer") }), ["A", "subject_number"]],
  [
    "our number, by one who was verified by hand",
    from("unknown", { number: number("customer", { isVerified: true }) }),
    ["A", "subject_number"],
  ],
  [
    "our number, in the name of its customer",
    from("unknown", { number: number("customer") }),
    [null, "new", "seems A"],
  ],
  [
    "our number, forged",
    from("forged", { number: number("customer") }),
    [null, "new", "isForged", "seems A"],
  ],
  ["our number, by somebody who guesses numbers", from("confirmed", { number: number(null) }), [null, "new"]],

  ["the same subject, by its customer", from("confirmed", { alike: match("customer") }), ["A", "guess"]],
  [
    "the same subject, by nobody knows whom",
    from("unknown", { alike: match("customer") }),
    [null, "new", "seems A"],
  ],
  ["the same subject, forged", from("forged", { alike: match("customer") }), [null, "new", "isForged"]],
  ["the same subject, by a stranger", from("confirmed", { alike: match(null) }), [null, "new"]],

  [
    "a bounce of a message of ours, by a machine that nobody vouches for",
    from("unknown", { bounced: match(null) }),
    ["A", "bounce"],
  ],
  [
    "a bounce that brings a token of another matter, too",
    from("forged", { bounced: match(null), token: { ...token("customer"), conversationId: "B" } }),
    ["A", "bounce"],
  ],
];

for (const [what, signals, wanted] of cases)
  test(`where it belongs: ${what}`, () => {
    expect(told(belongs(signals))).toEqual(wanted);
  });

test("every verdict that joins says why, and what its sender's domain tells of them", () => {
  const at = new Date("2026-03-12T09:00:00Z");
  const verdict = belongs(from("confirmed", { answers: answers("customer", { message: "m", at }) }));
  expect(verdict.reasons).toEqual([
    { what: "in_reply_to", number: 12, message: "m", at: "2026-03-12T09:00:00.000Z" },
    { what: "sender_confirmed", address: "ines@customers.example" },
  ]);
});
