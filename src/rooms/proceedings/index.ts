/** The front door of justice: criminal cases, from the facts reported to the final decision. */
export {
  addSuspect,
  countInquiries,
  decideStep,
  type HandKeys,
  openCriminalCase,
  proceedingsOnCase,
  requalify,
  withProceedingsLists,
} from './actions/index.ts';
