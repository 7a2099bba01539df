/** Documents on paper: what they consist of, and the one function that makes a PDF or a Word file of them. */
export type { PrintedBlock, PrintedDocument, PrintedFact, PrintedText } from './document.ts';
export type { LeafletCall, LeafletPart, LeafletPicture, PrintedLeaflet } from './leaflet.ts';
export { leafletHtml } from './leaflet-html.ts';
export { type DocumentFormat, documentPrinter, type PrintDocument } from './printer.ts';
