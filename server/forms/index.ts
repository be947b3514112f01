/**
 * Forms: what a brand asks of who writes to it, kind by kind. It promises that what was sent opens one conversation, as a
 * mail would, however often the button was pressed; that what is not asked is not kept; and that whoever made a mistake
 * is told where, and loses nothing of what they wrote.
 */
export { type Answered, checkAnswers, type Fault } from "./answers.ts";
export { askedForm, inWords } from "./asked.ts";
export { firstForms, presetForms } from "./presets.ts";
export { type FormRow, formOf, formsOffered } from "./read.ts";
export { formRoutes } from "./routes.ts";
export { type Submission, submissionOf, submit } from "./submit.ts";
export { keepFormFile, keptFiles } from "./uploads.ts";
