import * as world from "./world/index.ts";

/** The conversations that were written one by one, with what was answered and promised in them since. */
export function stories(): world.DemoConversation[] {
  const all = [...world.conversations, ...world.again].map((one) => ({ ...one, turns: [...one.turns] }));
  const find = ({ customer, subject }: { customer: string; subject: string }) => {
    const found = all.find((one) => one.customer === customer && one.subject === subject);
    if (!found) throw new Error(`${customer} never wrote “${subject}”`);
    return found;
  };
  for (const [index, reply] of world.replies.entries()) {
    const story = find(reply);
    story.turns.push({
      by: reply.by,
      kind: "message",
      afterMinutes: 20,
      text: reply.text,
      usedShare: 0.1 + (index % 7) / 10,
    });
    if (!story.owner) Object.assign(story, { owner: reply.by, team: teamOf(reply.by, story) });
    story.status = reply.status;
    // What was settled did not all come today.
    story.daysAgo += 0.6 + (index % 6) * 0.83;
  }
  // Of those who have not answered for days some were closed since.
  for (const [index, story] of all.entries()) {
    const isPromised = world.promised.some(({ subject }) => subject === story.subject);
    if (story.status !== "waiting" || story.daysAgo < 3 || story.daysAgo > 7 || index % 2 || isPromised)
      continue;
    story.status = "closed";
    story.owner ??= story.turns.findLast(({ by }) => by !== "customer")!.by as world.AgentKey;
  }
  for (const { turn, text, dueInMinutes, ...of } of world.promised) {
    const { turns } = find(of);
    const at = turn < 0 ? turns.length + turn : turn;
    turns[at] = { ...turns[at]!, promises: { text, dueInMinutes } };
  }
  return all;
}

/** Whoever takes it from the night shift does so for a team of theirs. */
function teamOf(key: world.AgentKey, { brand, line, team }: world.DemoConversation): world.TeamKey {
  const { teams } = world.agents.find((agent) => agent.key === key)!;
  const theirs = world.teams.filter((one) => teams.includes(one.key));
  if (theirs.some((one) => one.key === team)) return team;
  return theirs.find(({ serves }) => serves.some((place) => place.brand === brand && place.line === line))!
    .key;
}
