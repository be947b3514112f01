/** What a signature can name. */
export interface SignatureFacts {
  agentName: string;
  brandName: string;
  teamName: string;
}

/**
 * The words under an answer with their variables filled in. A line whose variables are all empty goes: what a rule wrote
 * has no agent. What is no variable of ours stays as it was written.
 */
export function signatureOf(words: string, { agentName, brandName, teamName }: SignatureFacts): string {
  const values: Record<string, string> = {
    "agent.name": agentName,
    "agent.firstName": agentName.split(/\s+/)[0] ?? "",
    "brand.name": brandName,
    "team.name": teamName,
  };
  return words
    .split("\n")
    .flatMap((line) => {
      const named = [...line.matchAll(variable)].filter(([, name]) => name! in values);
      if (named.length && named.every(([, name]) => !values[name!])) return [];
      return [line.replace(variable, (whole, name: string) => values[name] ?? whole)];
    })
    .join("\n")
    .trim();
}

const variable = /\{\{\s*([\w.]{1,40})\s*\}\}/g;
