import { Refusal } from "./refusal.ts";

/** Turns a broken unique constraint into the refusal that names the field; for `.catch(taken("name"))`. */
export const taken = (field: string) => (error: unknown) => {
  if (codeOf(error) !== "23505") throw error;
  throw new Refusal("already_exists", { fields: [{ path: field, message: "taken" }] });
};

/** Turns a broken foreign key into the refusal that fits: what was named is not there, or is still needed. */
export const broken = (code: "not_found" | "still_in_use") => (error: unknown) => {
  if (codeOf(error) !== "23503") throw error;
  throw new Refusal(code);
};

const codeOf = (error: unknown) => (error as { code?: string }).code;
