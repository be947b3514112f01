import { z } from "zod";
import { type Operator, operators } from "./search-operators.ts";

/** A piece of a text in one line, and where in it the words stand that somebody looked for. */
export const Excerpt = z.object({
  text: z.string(),
  marks: z
    .array(z.tuple([z.number().int(), z.number().int()]))
    .describe("from where to before where, in UTF-16 units"),
});
export type Excerpt = z.infer<typeof Excerpt>;

/** How a search was understood. */
export const UnderstoodQuery = z.object({
  words: z.string(),
  phrases: z.array(z.string()),
  without: z.array(z.string()),
  operators: z.array(
    z.object({
      operator: z.enum(operators as [Operator, ...Operator[]]),
      value: z.string(),
      isNot: z.boolean(),
      isUnderstood: z.boolean().describe("false where the value means nothing; such a one is passed over"),
    }),
  ),
  corrected: z
    .string()
    .nullable()
    .describe("what was looked for instead: the same keys on another layout, or a slip put right"),
});
export type UnderstoodQuery = z.infer<typeof UnderstoodQuery>;
