import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Line, patchIntent, patchLine } from "../../contract/lines.ts";
import type { BodyIn } from "../../contract/route.ts";
import { call, isProblem } from "../app/call.ts";
import { intentsQuery, linesQuery } from "../app/lookups.ts";
import type { TextKey } from "../texts/messages.ts";
import type { Texts } from "../texts/Texts.tsx";

export function useChangeLine(line: Line) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyIn<typeof patchLine>) => call(patchLine, { params: { line }, body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: linesQuery.queryKey }),
  });
}

export function useChangeIntent() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...body }: { key: string } & BodyIn<typeof patchIntent>) =>
      call(patchIntent, { params: { key }, body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: intentsQuery.queryKey }),
  });
}

const uses = ["last_line", "inbox_uses_line", "conversations_stand_there"] as const;

/** Why a line, or a stage of it, cannot go; undefined for other refusals. */
export function whyInUse(thrown: unknown, t: Texts["t"]): string | undefined {
  if (!isProblem(thrown, "still_in_use")) return undefined;
  const use = uses.find((each) => each === thrown.problem.fields?.[0]?.message);
  return use && t(`settings.lines.inUse.${use}` satisfies TextKey);
}
