/**
 * Ratings: what customers thought of our answers. One word for each answer, from wherever it is said; who thinks better of
 * it changes it. It promises that nobody rates what is not theirs: whoever calls `rate` has seen to that.
 */
export { rate } from "./rate.ts";
export { type CustomersRating, ratingOf, ratingsOf } from "./read.ts";
export { ratingRoutes } from "./routes.ts";
