/** Documents on paper: what they consist of, and the one function that makes a PDF of them. */
export type { PrintedBlock, PrintedDocument, PrintedFact, PrintedText } from './document.ts';
export { documentPrinter, type PrintDocument } from './printer.ts';
