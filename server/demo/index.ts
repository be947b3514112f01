/**
 * The sample workspace: an outsourcer with three brands, its people, and months of conversations in five languages,
 * so that whoever tries Tandem sees a desk at work rather than an empty one. The words stand in `world/`.
 */
export { loadDemo } from "./load.ts";
/** What the people of the sample workspace wrote, to measure on. */
export { agents, brands, conversations, customers } from "./world/index.ts";
