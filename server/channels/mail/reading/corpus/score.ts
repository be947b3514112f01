/** What is asked of each mail, and how often the answer was right, by whatever the mails are grouped by. */
export const questions = ["headers", "text", "new words", "attachments", "machine"] as const;
export type Question = (typeof questions)[number];

type Tally = Record<Question, { right: number; total: number }>;

export class Score {
  private rows = new Map<string, Tally>();
  /** Every wrong answer, named. */
  readonly wrong: string[] = [];

  count(groups: string[], mail: string, answers: Partial<Record<Question, boolean>>): void {
    for (const question of questions) {
      const answer = answers[question];
      if (answer === undefined) continue;
      if (!answer) this.wrong.push(`${mail}: ${question}`);
      for (const group of groups) {
        const tally = this.tally(group);
        tally[question].total++;
        if (answer) tally[question].right++;
      }
    }
  }

  table(title: string): string {
    const cell = ({ right, total }: { right: number; total: number }) => (total ? `${right}/${total}` : "–");
    const lines = [...this.rows].map(
      ([group, tally]) =>
        `${group.padEnd(28)}${questions.map((question) => cell(tally[question]).padStart(13)).join("")}`,
    );
    const head = `${title.padEnd(28)}${questions.map((question) => question.padStart(13)).join("")}`;
    return [head, "-".repeat(head.length), ...lines].join("\n");
  }

  private tally(group: string): Tally {
    const known = this.rows.get(group);
    if (known) return known;
    const fresh = Object.fromEntries(questions.map((one) => [one, { right: 0, total: 0 }])) as Tally;
    this.rows.set(group, fresh);
    return fresh;
  }
}
