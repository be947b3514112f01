import { Resolver } from "node:dns/promises";

/** What the DNS says; nothing where there is no such record. Throws when it does not answer. */
export interface Dns {
  txt(name: string): Promise<string[]>;
  /** The servers of a domain, the first choice first. */
  mx(name: string): Promise<string[]>;
}

const nothingThere = new Set(["ENOTFOUND", "ENODATA"]);

/** The resolver of this machine, asked twice and for ten seconds at most. */
export function systemDns(): Dns {
  const resolver = new Resolver({ timeout: 5000, tries: 2 });
  const ask = async <T>(question: Promise<T[]>): Promise<T[]> => {
    try {
      return await question;
    } catch (error) {
      if (nothingThere.has(String((error as NodeJS.ErrnoException).code))) return [];
      throw error;
    }
  };
  return {
    txt: async (name) => (await ask(resolver.resolveTxt(name))).map((pieces) => pieces.join("")),
    mx: async (name) =>
      (await ask(resolver.resolveMx(name)))
        .sort((a, b) => a.priority - b.priority)
        .map(({ exchange }) => exchange),
  };
}
