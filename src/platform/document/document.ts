/** A run of text as somebody gave it: data, never markup. `language` when it is not that of the document. */
export type PrintedText = { readonly text: string; readonly language?: string };

/** A label with what belongs to it. `soft`: a remark instead of a value, such as *sealed*. */
export type PrintedFact = {
  readonly label: PrintedText;
  readonly value: PrintedText;
  readonly soft?: boolean;
};

/** One piece of a document, in reading order. */
export type PrintedBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: PrintedText }
  | { readonly kind: 'paragraph'; readonly text: PrintedText; readonly soft?: boolean }
  | { readonly kind: 'notice'; readonly text: PrintedText }
  | { readonly kind: 'facts'; readonly facts: readonly PrintedFact[] };

/** A document to be set on pages. All of it is data; nothing in it is ever read as markup. */
export type PrintedDocument = {
  readonly language: string;
  /** Stands in the file's properties and in the window of the reader: never a name. */
  readonly title: string;
  /** Lines at the head of the first page: whose paper it is. Never the name of a person. */
  readonly letterhead: readonly string[];
  /** Stands on every page, such as *invented data*; null for none. */
  readonly mark: string | null;
  /** At the foot of every page, beside its number. */
  readonly foot: string;
  /** *Page {page} of {pages}*, with `{page}` and `{pages}` in it. */
  readonly pageOf: string;
  /** Said once at the end when letters had to be written as their number. */
  readonly unshown: string;
  readonly blocks: readonly PrintedBlock[];
};
