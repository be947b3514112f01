import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { listHelpCentres, postPalette } from "../../contract/help-centres.ts";
import { call } from "../app/call.ts";

export const helpCentresQuery = queryOptions({
  queryKey: ["help-centres"],
  queryFn: async ({ signal }) => (await call(listHelpCentres, {}, { signal })).items,
});

/** What the pages make of a colour; the one before stays on the screen until it is known. */
export const paletteQuery = (colour: string) =>
  queryOptions({
    queryKey: ["palette", colour],
    queryFn: ({ signal }) => call(postPalette, { body: { colour } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
