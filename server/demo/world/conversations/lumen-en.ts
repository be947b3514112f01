import type { DemoConversation } from "../types.ts";

export const lumenEn: DemoConversation[] = [
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "claire-donovan",
    language: "en",
    subject: "Chapter 14 has vanished from my laptop",
    tags: ["sync", "data-loss"],
    priority: "critical",
    status: "open",
    team: "technical",
    owner: "grace",
    daysAgo: 1.2,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `I am trying very hard not to panic. I wrote for six hours on the train yesterday on my iPad, no wifi. Got home, opened Lumen on the laptop, and chapter 14 is the version from last week. On the iPad it now ALSO shows last week's version. Six hours. About 4,000 words.

Please tell me it's somewhere.`,
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 9,
        text: `Claire, it very likely is. Please do two things now, before anything else:

1. Put the iPad in flight mode.
2. Don't open chapter 14 on either device.

Then tell me the time you got home, roughly, and whether you saw a yellow banner on the iPad. I'm pulling the server's copy of your notebook while you do that.`,
      },
      {
        by: "grace",
        kind: "note",
        afterMinutes: 6,
        text: "Pavel, can you look at the sync journal for her? Looks like the laptop's stale copy won. I can see two revisions on the server that aren't in her history view, both from the iPad, 31 KB and 33 KB.",
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 14,
        text: 'Flight mode on. Home about 9:40pm. There was a yellow thing, yes, "resolve later", I dismissed it because I was carrying a cat.',
      },
      {
        by: "pavel",
        kind: "note",
        afterMinutes: 12,
        text: 'Both revisions are whole. Restore 33 KB one as "Chapter 14 (iPad)" next to the old note, never over it. The "resolve later" banner drops the newer side out of history view: this is our bug, I have filed it.',
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 8,
        text: `Found it. All 4,112 words, last saved 9:36pm.

I've put it in your notebook as "Chapter 14 (iPad)", next to the old one, so nothing is overwritten. Please open it on the laptop first and tell me whether the last paragraph is the one you remember.

The cat is not to blame. Dismissing that banner should never have hidden the newer text; that is our mistake and it's being fixed.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 22,
        text: `Oh thank God. YES. It's all there, down to the half sentence at the end. I may actually cry.

Two questions: can I take the iPad out of flight mode? And how do I make sure this never happens again, because I have five chapters to go.`,
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "rajesh-iyer",
    language: "en",
    subject: "GST number on the invoice",
    tags: ["invoice", "billing"],
    priority: "normal",
    status: "closed",
    team: "front-desk",
    owner: "grace",
    daysAgo: 33,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Hi team, kindly add our GSTIN to the invoice LN-48213 and re-issue the same. It is in the name of my consultancy but the tax ID field was not visible at the time of checkout. Accounts needs it before month end.",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 64,
        text: `Hi Rajesh,

Done. Send me the GSTIN and the exact registered name and I'll re-issue LN-48213 within the hour; the number stays the same with an "R1" behind it so your accounts people can match it.

The field shows up only after you pick India as the country, which is easy to miss. It's under Settings → Billing → Tax details, so next year's will carry it on its own.`,
      },
      {
        by: "customer",
        kind: "message",
        afterMinutes: 40,
        text: "27AAKFI4410Q1Z9, Iyer Water Consultants LLP. Thank you for quick response.",
      },
      {
        by: "grace",
        kind: "message",
        afterMinutes: 18,
        text: "LN-48213-R1 is in your inbox and under Billing. Anything else accounts would like, just reply here.",
      },
    ],
  },
  {
    brand: "lumen",
    line: "support",
    inbox: "support@lumennotes.example",
    customer: "ben-achterberg",
    language: "en",
    subject: "Feature request: footnotes",
    tags: ["feature-request"],
    priority: "low",
    status: "waiting",
    team: "technical",
    owner: "pavel",
    daysAgo: 12,
    channel: "form",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: "Longtime user. Please, please, footnotes. I write essays in Lumen and then move everything to a word processor just for the notes. Markdown syntax like [^1] would be plenty. I know I'm not the first to ask.",
      },
      {
        by: "pavel",
        kind: "message",
        afterMinutes: 310,
        text: `Hi Ben,

You are the 212th, counting the ones who phrased it less kindly.

It's planned, not this quarter. The hard part is not typing [^1], it is keeping numbers right when a note is split or merged. Export to .docx with real footnotes is in the same piece of work.

May I put you on the list of people who get it first and break it for us? One word is enough.`,
      },
    ],
  },
  {
    brand: "lumen",
    line: "service",
    inbox: "hello@lumennotes.example",
    customer: "samantha-cole",
    language: "en",
    subject: "Renewal for 42 seats, and a security questionnaire",
    tags: ["team-plan", "billing", "vip"],
    priority: "high",
    status: "new",
    team: "front-desk",
    owner: null,
    daysAgo: 0.42,
    channel: "email",
    turns: [
      {
        by: "customer",
        kind: "message",
        afterMinutes: 0,
        text: `Good morning,

Our Team plan renews on the last day of next month. Before our CIO signs we need:

(1) a quote for 42 seats, one and three years;
(2) your answers to the attached security questionnaire (86 questions, apologies);
(3) confirmation of where data is stored, as two of our matters are EU only;
(4) the name of a person, not a mailbox.

We'd like to stay. Procurement would like us to move to something bundled. Help me help you.

Samantha Cole
Director of Operations, Brightwater Legal`,
      },
    ],
  },
];
